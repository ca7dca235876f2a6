using System.Collections.Frozen;

namespace Triage.Silo.Access;

/// <summary>Who may call what. An rpc that is not here is refused to everyone; a test walks the contract.</summary>
internal static class RpcAccess
{
    private const string Intake = "/triage.v1.IntakeService/";

    public static readonly FrozenDictionary<string, string[]> AllowedRoles = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Intake + "Submit"] = [Roles.Host],
        [Intake + "SubmitStream"] = [Roles.Host],
        [Intake + "Amend"] = [Roles.Host],
        [Intake + "Cancel"] = [Roles.Host, Roles.Supervisor],
        [Intake + "ProvideReference"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor],
        [Intake + "Retriage"] = [Roles.Host, Roles.Supervisor, Roles.Operator],
        [Intake + "GetInvoice"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Intake + "ListInvoices"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Intake + "GetHistory"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Services that tell nothing of anybody: health, and reflection in development.</summary>
    public static bool IsAnonymous(string method) =>
        method.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal) || method.StartsWith("/grpc.reflection.", StringComparison.Ordinal);
}
