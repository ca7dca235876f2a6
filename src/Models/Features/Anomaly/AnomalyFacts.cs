using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triage.Models.Features.Coding;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Features.Anomaly;

/// <summary>What of an invoice is held against history, and what history keeps of it. Names became hashes.</summary>
/// <param name="Supplier">Of <see cref="SupplierFingerprint"/>.</param>
/// <param name="Facility">0 where none is named.</param>
/// <param name="Day">Of its issue, else of its receipt or service, as a day number; 0 where it has no date.</param>
/// <param name="AmountMinor">Below 0 for a credit note.</param>
public sealed record AnomalyFacts(long Supplier, long Facility, int Day, long AmountMinor, string Currency, ImmutableArray<AnomalyLine> Lines)
{
    public static AnomalyFacts Of(Invoice invoice)
    {
        var sign = invoice.Kind == InvoiceKind.CreditNote ? -1 : 1; // a credit note's amounts are positive, but money comes back
        var (place, placeGroup) = PlaceOf(invoice.CostCentre ?? invoice.Department ?? invoice.ServiceLine);
        var lines = new AnomalyLine[invoice.Lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = invoice.Lines[i];
            var (own, ownGroup) = line.CostCentre is null ? (place, placeGroup) : PlaceOf(line.CostCentre);
            lines[i] = new(sign * line.AmountMinor, HashOf("code", line.AccountCode), HashOf("code group", CodeGroup.Of(line.AccountCode)), own, ownGroup);
        }

        return new(
            SupplierFingerprint.Of(invoice),
            HashOf("facility", invoice.Facility),
            (invoice.IssueDate ?? invoice.ReceiptDate ?? invoice.ServiceDate)?.DayNumber ?? 0,
            sign * invoice.AmountMinor,
            invoice.Currency,
            ImmutableCollectionsMarshal.AsImmutableArray(lines));
    }

    private static (long Place, long Group) PlaceOf(string? place) => (HashOf("place", place), HashOf("place group", CodeGroup.Of(place)));

    private static long HashOf(string kind, string? value) => string.IsNullOrWhiteSpace(value) ? 0 : StableHash.Of(kind, value.Trim());
}
