namespace Triage.Silo.Access;

/// <summary>Values of the role claim.</summary>
internal static class Roles
{
    /// <summary>The program that brings invoices and acts on verdicts.</summary>
    public const string Host = "host";

    /// <summary>The feed of an ERP, a bank or a coding system: it says what happened there, and reads nothing.</summary>
    public const string Connector = "connector";
    public const string Reviewer = "reviewer";
    public const string Supervisor = "supervisor";
    public const string Auditor = "auditor";
    public const string Operator = "operator";
}
