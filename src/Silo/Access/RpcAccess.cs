using System.Collections.Frozen;

namespace Triage.Silo.Access;

/// <summary>Who may call what. An rpc that is not here is refused to everybody; a test walks the descriptors.</summary>
internal static class RpcAccess
{
    private const string Intake = "/triage.v1.IntakeService/";
    private const string Waiting = "/triage.v1.WaitingService/";
    private const string Feed = "/triage.v1.FeedService/";
    private const string Lifecycle = "/triage.v1.LifecycleService/";
    private const string MasterData = "/triage.v1.MasterDataService/";
    private const string Registry = "/triage.v1.RegistryService/";
    private const string Replay = "/triage.v1.ReplayService/";
    private const string Drift = "/triage.v1.DriftService/";

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

        // As GetInvoice and GetHistory: they give the same.
        [Waiting + "AwaitVerdict"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Waiting + "WatchInvoice"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Feed + "Subscribe"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor],
        [Feed + "ListEvents"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor],
        [Lifecycle + "Report"] = [Roles.Host, Roles.Connector, Roles.Operator],
        [Lifecycle + "ReportStream"] = [Roles.Host, Roles.Connector, Roles.Operator],
        [MasterData + "Import"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "ImportStream"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "RestoreMasterData"] = [Roles.Supervisor, Roles.Operator],
        [MasterData + "GetMasterData"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "ListMasterDataVersions"] = [Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetSupplier"] = [Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetCode"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [MasterData + "GetFacility"] = [Roles.Host, Roles.Reviewer, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Registry + "RegisterModel"] = [Roles.DataScientist],
        [Registry + "StartShadow"] = [Roles.DataScientist, Roles.ModelApprover],
        [Registry + "StopShadow"] = [Roles.DataScientist, Roles.ModelApprover],
        [Registry + "PromoteModel"] = [Roles.ModelApprover],
        [Registry + "RollBackModel"] = [Roles.ModelApprover],
        [Registry + "RetireModel"] = [Roles.ModelApprover],
        [Registry + "ListModels"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Registry + "GetModel"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Registry + "ListShadowDisagreements"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Registry + "GetInForce"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Registry + "ListRegistryActions"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],

        [Replay + "ReplayVerdicts"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],
        [Drift + "MeasureDrift"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Supervisor, Roles.Auditor, Roles.Operator],

        // A package holds the tenant's bills.
        [Registry + "DownloadModel"] = [Roles.DataScientist, Roles.ModelApprover, Roles.Auditor],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Rpcs => Allowed.Keys;

    /// <summary><c>null</c>: to nobody.</summary>
    public static FrozenSet<string>? RolesFor(string rpc) => Allowed.GetValueOrDefault(rpc);

    public static bool IsAnonymous(string rpc) =>
        rpc.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        || rpc.StartsWith("/grpc.reflection.", StringComparison.Ordinal);
}
