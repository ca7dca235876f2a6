using System.Collections.Immutable;
using Triage.Grains.Invoices;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.TestKit;

namespace Triage.Grains.Tests.Hosting;

/// <summary>Invoices by the verdict that they get where nothing else is like them, and the commands about them.</summary>
internal static class Bills
{
    public static readonly Caller Host = new("host", null);

    /// <summary>Routine: CLEAR.</summary>
    public static Invoice Clear(string id)
    {
        var sample = Samples.Invoice(id, $"N-{id}");
        return sample with
        {
            SupplierId = $"S-{id}",
            SupplierName = null,
            PurchaseOrder = $"PO-{id}",
            // The store keeps a number's value, not the zeros that it was written with.
            Lines = [sample.Lines[0] with { UnitPrice = 10m }],
        };
    }

    /// <summary>The tax is not in the total: REVIEW.</summary>
    public static Invoice Review(string id) => Clear(id) with { TotalMinor = 11_999 };

    /// <summary>The order is missing: HOLD.</summary>
    public static Invoice Hold(string id) => Clear(id) with { SourceSystem = TestPolicy.HoldingSource, PurchaseOrder = null };

    /// <param name="supersedes">Amend: the invoice to take the place of.</param>
    public static SubmitCommand Submit(Invoice invoice, string key, bool wait = true, Invoice? supersedes = null, Caller? caller = null) => new(
        new RequestKey(supersedes is null ? "Submit" : "Amend", key),
        invoice,
        caller ?? Host,
        wait,
        supersedes is null ? null : InvoiceCluster.KeyOf(supersedes).Path);

    public static ProvideReferenceCommand Provide(string key, string value, Reference reference = Reference.PurchaseOrder) =>
        new(new RequestKey("ProvideReference", key), reference, value, Host);

    public static RetriageCommand Retriage(string key, string reason = "look again") => new(new RequestKey("Retriage", key), reason, Host);

    public static CancelCommand Cancel(string key, string reason = "sent in error") => new(new RequestKey("Cancel", key), reason, Host);

    /// <summary>What the ERP says, under an id of its own.</summary>
    public static ReportCommand Report(string eventId, ReportedFact fact = ReportedFact.Posted, string source = "sap", long occurredAtMicros = 1) => new(
        new StatusReport
        {
            Source = source,
            EventId = eventId,
            OccurredAtMicros = occurredAtMicros,
            Fact = fact,
            Document = fact == ReportedFact.Posted ? "5100001" : null,
            Code = fact == ReportedFact.ErpRejected ? "F5-263" : null,
        },
        Host);

    /// <summary>Of somebody who sees one facility only.</summary>
    public static Caller CallerOf(string facility) => new("host", ImmutableArray.Create(facility));
}
