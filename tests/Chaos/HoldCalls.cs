using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Chaos;

/// <summary>What a host asks about invoices that wait for their orders.</summary>
internal static class HoldCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SubmitResponse> SubmitAsync(SiloUnderTest silo, string id) =>
        await silo.Intake.SubmitAsync(Request(id), silo.Headers, cancellationToken: Token);

    public static SubmitRequest Request(string id) => new()
    {
        IdempotencyKey = id,
        Wait = Wait.Verdict,
        Invoice = Invoice(id),
    };

    public static Invoice Invoice(string id) => new()
    {
        SourceSystem = "chaos",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        Supplier = new Supplier { SupplierId = $"S-{id}" },
        SupplierInvoiceNumber = $"N-{id}",
        Currency = "GBP",
        TotalAmountMinor = 1000,
        Lines = { new InvoiceLine { LineId = "1", AmountMinor = 1000 } },
    };

    /// <summary><c>null</c>: cut off, the outcome is unknown.</summary>
    public static async Task<JudgedResponse?> ProvideAsync(SiloUnderTest silo, string id)
    {
        try
        {
            var request = new ProvideReferenceRequest
            {
                InvoiceId = IdOf(id),
                IdempotencyKey = $"provide-{id}",
                Reference = Reference.PurchaseOrder,
                Value = $"PO-{id}",
            };
            return await silo.Intake.ProvideReferenceAsync(request, silo.Headers, cancellationToken: Token);
        }
        catch (RpcException)
        {
            return null;
        }
    }

    public static async Task<IList<HistoryEvent>> HistoryAsync(SiloUnderTest silo, string id) =>
        (await silo.Intake.GetHistoryAsync(new GetHistoryRequest { InvoiceId = IdOf(id) }, silo.Headers, cancellationToken: Token)).Events;

    public static async Task<InvoiceStatus> StatusAsync(SiloUnderTest silo, string id) =>
        (await silo.Intake.GetInvoiceAsync(new GetInvoiceRequest { InvoiceId = IdOf(id) }, silo.Headers, cancellationToken: Token)).InvoiceStatus;

    private static string IdOf(string id) => $"invoices/chaos/{id}";
}
