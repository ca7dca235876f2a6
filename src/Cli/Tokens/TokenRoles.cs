namespace Triage.Cli.Tokens;

internal static class TokenRoles
{
    public const string Host = "host";
    public const string Operator = "operator";
    public const string Auditor = "auditor";
    public const string DataScientist = "data-scientist";
    public const string ModelApprover = "model-approver";

    public static readonly IReadOnlyList<string> All = [Host, "connector", "reviewer", "supervisor", DataScientist, ModelApprover, "policy-admin", Auditor, Operator];
}
