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
            (answer, target) => ((Proto.ListEventsResponse)answer).Events.Any(happened => happened.InvoiceId == target.InvoiceId)),
        new("IntakeService.Retriage", target => new Proto.RetriageRequest { InvoiceId = target.InvoiceId, IdempotencyKey = target.Fresh, Reason = "walk" }),
    ];

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
