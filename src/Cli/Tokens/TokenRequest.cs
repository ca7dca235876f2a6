namespace Triage.Cli.Tokens;

/// <summary>What a token says. The facility "*" means all of them.</summary>
internal sealed record TokenRequest(string Subject, string Tenant, IReadOnlyList<string> Roles, IReadOnlyList<string> Facilities, TimeSpan Lifetime)
{
    public const string LocalTenant = "local";
    public const string AllFacilities = "*";

    public static TokenRequest LocalHost(string subject) => Local(subject, TokenRoles.Host);

    public static TokenRequest Local(string subject, string role) => new(subject, LocalTenant, [role], [AllFacilities], TimeSpan.FromHours(12));
}
