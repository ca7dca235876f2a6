using System.Collections.Frozen;

namespace Triage.Silo.Access;

/// <summary>Who may call what. An rpc that is not here is refused to everybody; a test walks the descriptors.</summary>
internal static class RpcAccess
{
    private const string Intake = "/triage.v1.IntakeService/";
    private const string MasterData = "/triage.v1.MasterDataService/";

    private static readonly FrozenDictionary<string, FrozenSet<string>> Allowed = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
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
        [MasterData + "Import"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "ImportStream"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "RestoreMasterData"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "GetMasterData"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "ListMasterDataVersions"] = [Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetSupplier"] = [Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetCode"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetFacility"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Rpcs => Allowed.Keys;

    /// <summary><c>null</c>: to nobody.</summary>
    public static FrozenSet<string>? RolesFor(string rpc) => Allowed.GetValueOrDefault(rpc);

    public static bool IsAnonymous(string rpc) =>
        rpc.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || rpc.StartsWith("/grpc.reflection.", StringComparison.Ordinal);
}
