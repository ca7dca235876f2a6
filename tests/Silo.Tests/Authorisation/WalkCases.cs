using Google.Protobuf;
using Google.Protobuf.Reflection;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>One entry for each rpc of the contract. A new rpc needs one, or the walk fails.</summary>
internal static class WalkCases
{
    public static readonly IReadOnlyList<WalkCase> All =
    [
        new("IntakeService.Submit", target => Submit(target)),
        new("IntakeService.SubmitStream", target => new Proto.SubmitStreamRequest { Ordinal = 1, Submit = Submit(target) }),
        new("IntakeService.GetInvoice", target => new Proto.GetInvoiceRequest { InvoiceId = target.InvoiceId }),
        new("IntakeService.GetHistory", target => new Proto.GetHistoryRequest { InvoiceId = target.InvoiceId }),
        new(
            "IntakeService.ListInvoices",
            target => new Proto.ListInvoicesRequest { PageSize = 1000 },
            (answer, target) => ((Proto.ListInvoicesResponse)answer).Invoices.Any(row => row.InvoiceId == target.InvoiceId)),
        new("IntakeService.Cancel", target => new Proto.CancelRequest { InvoiceId = target.InvoiceId, IdempotencyKey = target.Fresh, Reason = "walk" }),
        new("IntakeService.Amend", target => new Proto.AmendRequest { InvoiceId = target.InvoiceId, IdempotencyKey = target.Fresh, Invoice = Invoice(target, target.CallersFacility), Wait = Proto.Wait.Received }),
        new(
            "IntakeService.ProvideReference",
            target => new Proto.ProvideReferenceRequest { InvoiceId = target.InvoiceId, IdempotencyKey = target.Fresh, Reference = Proto.Reference.PurchaseOrder, Value = "PO-1" }),
        new("WaitingService.AwaitVerdict", target => new Proto.AwaitVerdictRequest { InvoiceId = target.InvoiceId, Wait = new() }),
        new("WaitingService.WatchInvoice", target => new Proto.WatchInvoiceRequest { InvoiceId = target.InvoiceId }),
        new(
            "FeedService.Subscribe",
            target => new Proto.SubscribeRequest(),
            (answer, target) => ((Proto.SubscribeResponse)answer).Event?.InvoiceId == target.InvoiceId),
        new(
            "FeedService.ListEvents",
            target => new Proto.ListEventsRequest { PageSize = 1000, EventType = { Proto.EventType.Received } },
            (answer, target) => ((Proto.ListEventsResponse)answer).Events.Any(happened => happened.Facility == target.Facility && WalkTarget.IsMade(happened.InvoiceId))),
        new("LifecycleService.Report", target => Report(target)),
        new("LifecycleService.ReportStream", target => new Proto.ReportStreamRequest { Ordinal = 1, Report = Report(target) }),
        new("IntakeService.Retriage", target => new Proto.RetriageRequest { InvoiceId = target.InvoiceId, IdempotencyKey = target.Fresh, Reason = "walk" }),
        new("MasterDataService.Import", _ => new Proto.ImportRequest { Kind = Proto.MasterDataKind.Codes, Content = ByteString.CopyFromUtf8("code,description\nA4253,Test strips\n") }),
        new("MasterDataService.ImportStream", _ => new Proto.ImportStreamRequest { Header = new Proto.ImportHeader { Kind = Proto.MasterDataKind.Codes } }),
        new("MasterDataService.RestoreMasterData", _ => new Proto.RestoreMasterDataRequest { Kind = Proto.MasterDataKind.Codes, Version = 1 }),
        new("MasterDataService.GetMasterData", _ => new Proto.GetMasterDataRequest(), (answer, _) => ((Proto.GetMasterDataResponse)answer).InForce.Count > 0),
        new(
            "MasterDataService.ListMasterDataVersions",
            _ => new Proto.ListMasterDataVersionsRequest { Kind = Proto.MasterDataKind.Codes },
            (answer, _) => ((Proto.ListMasterDataVersionsResponse)answer).Versions.Count > 0),
        new("MasterDataService.GetSupplier", target => new Proto.GetSupplierRequest { SupplierId = target.IsAbsent ? target.SourceId : "S1" }),
        new("MasterDataService.GetCode", target => new Proto.GetCodeRequest { Code = target.IsAbsent ? target.SourceId : "A4253" }),
        new("MasterDataService.GetFacility", target => new Proto.GetFacilityRequest { FacilityId = target.Facility }),
        new("RegistryService.RegisterModel", _ => new Proto.RegisterModelRequest { Header = new() }, Then: WalkedModels.Parts(WalkedModels.InForce)),
        new("RegistryService.StartShadow", target => new Proto.StartShadowRequest { Version = VersionOf(target, WalkedModels.ShadowName), IdempotencyKey = target.Fresh }),
        new("RegistryService.StopShadow", target => new Proto.StopShadowRequest { Version = VersionOf(target, WalkedModels.InForceName), IdempotencyKey = target.Fresh }),
        new("RegistryService.PromoteModel", target => new Proto.PromoteModelRequest { Version = VersionOf(target, WalkedModels.InForceName), IdempotencyKey = target.Fresh, Reason = "walk" }),
        new("RegistryService.RollBackModel", target => new Proto.RollBackModelRequest { Version = VersionOf(target, WalkedModels.InForceName), IdempotencyKey = target.Fresh, Reason = "walk" }),
        new("RegistryService.RetireModel", target => new Proto.RetireModelRequest { Version = VersionOf(target, WalkedModels.RetiredName), IdempotencyKey = target.Fresh, Reason = "walk" }),
        new("RegistryService.ListModels", _ => new Proto.ListModelsRequest(), (answer, _) => ((Proto.ListModelsResponse)answer).Models.Count > 0),
        new("RegistryService.GetModel", target => new Proto.GetModelRequest { Version = VersionOf(target, WalkedModels.InForceName) }),
        new("RegistryService.ListShadowDisagreements", target => new Proto.ListShadowDisagreementsRequest { Version = VersionOf(target, WalkedModels.ShadowName) }),
        new("RegistryService.GetInForce", _ => new Proto.GetInForceRequest(), (answer, _) => ((Proto.GetInForceResponse)answer).Models is not null),
        new("RegistryService.ListRegistryActions", _ => new Proto.ListRegistryActionsRequest(), (answer, _) => ((Proto.ListRegistryActionsResponse)answer).Actions.Count > 0),
        new("ReplayService.ReplayVerdicts", target => new Proto.ReplayVerdictsRequest { InvoiceId = target.InvoiceId, Each = true }),
        new("DriftService.MeasureDrift", target => new Proto.MeasureDriftRequest { ModelVersion = VersionOf(target, WalkedModels.InForceName), Weeks = 1 }),
        new("RegistryService.DownloadModel", target => new Proto.DownloadModelRequest { Version = VersionOf(target, WalkedModels.InForceName) }),
    ];

    /// <summary>One that stands where the call would bring it: asked by all roles at once, no call changes what another meets.</summary>
    private static string VersionOf(WalkTarget target, string version) => target.IsAbsent ? target.SourceId : version;

    private static Proto.ReportRequest Report(WalkTarget target) => new()
    {
        InvoiceId = target.InvoiceId,
        Report = new Proto.StatusReport { Source = "walk", EventId = target.Fresh, OccurredAt = new() { Seconds = 1_700_000_000 }, Posted = new() { DocumentNumber = "51" } },
    };

    /// <summary>Every rpc of every service of the contract, as the generated code describes it.</summary>
    public static readonly IReadOnlyList<MethodDescriptor> Rpcs =
    [
        .. typeof(Proto.IntakeReflection).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Proto.IntakeReflection).Namespace && type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<FileDescriptor>()
            .SelectMany(file => file.Services).SelectMany(service => service.Methods).OrderBy(NameOf, StringComparer.Ordinal),
    ];

    public static string NameOf(MethodDescriptor rpc) => $"{rpc.Service.Name}.{rpc.Name}";

    private static Proto.SubmitRequest Submit(WalkTarget target) => new() { IdempotencyKey = target.Fresh, Invoice = Invoice(target, target.Facility), Wait = Proto.Wait.Received };

    private static Proto.Invoice Invoice(WalkTarget target, string facility)
    {
        var invoice = Samples.Invoice(target.Fresh);
        invoice.Facility = facility;
        return invoice;
    }
}
