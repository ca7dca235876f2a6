namespace Triage.Silo.Access;

/// <summary>Values of the role claim.</summary>
internal static class Roles
{
    /// <summary>The program that brings invoices and acts on verdicts.</summary>
    public const string Host = "host";
    public const string Reviewer = "reviewer";
    public const string Supervisor = "supervisor";
    public const string Auditor = "auditor";
    public const string Operator = "operator";
}
