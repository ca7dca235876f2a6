namespace Triage.Cli.Tokens;

/// <summary>What a token says. The facility "*" means all of them.</summary>
internal sealed record TokenRequest(string Subject, string Tenant, IReadOnlyList<string> Roles, IReadOnlyList<string> Facilities, TimeSpan Lifetime)
{
    public const string LocalTenant = "local";
    public const string AllFacilities = "*";

    public static TokenRequest LocalHost(string subject) => new(subject, LocalTenant, [TokenRoles.Host], [AllFacilities], TimeSpan.FromHours(12));
}
