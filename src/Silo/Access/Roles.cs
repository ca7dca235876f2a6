namespace Triage.Silo.Access;

internal static class Roles
{
    public const string Host = "host";
    public const string Reviewer = "reviewer";
    public const string Supervisor = "supervisor";
    public const string DataScientist = "data-scientist";
    public const string PolicyAdmin = "policy-admin";
    public const string Auditor = "auditor";
    public const string Operator = "operator";
}
