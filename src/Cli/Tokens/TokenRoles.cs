namespace Triage.Cli.Tokens;

internal static class TokenRoles
{
    public const string Host = "host";
    public const string Operator = "operator";

    public static readonly IReadOnlyList<string> All = [Host, "connector", "reviewer", "supervisor", "data-scientist", "policy-admin", "auditor", Operator];
}
