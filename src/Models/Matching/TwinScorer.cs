using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>
/// Holds an invoice against the candidates that its keys found. Pure: the answer does not depend on the
/// candidates' order, and without credit notes two invoices give each other the same points.
/// </summary>
public static class TwinScorer
{
    public const int TwinsMax = 10;

    /// <summary>Twins with fewer points are left out.</summary>
    public const int PointsMin = 20;
    public const int PointsMax = 100;
    public const string ScorerName = "duplicate";
    public const string ModelVersion = "rules-1";

    // An invoice's id leaves the tenant out, so any will do to make it.
    private const string AnyTenant = "-";

    /// <param name="supersedesInvoiceId">The invoice that this one replaces: alike by intent, so never its twin.</param>
    public static TwinSearch Compare(Invoice self, string? supersedesInvoiceId, TwinCandidates found) => Compare(self, TwinSummary.Of(self), supersedesInvoiceId, found);

    /// <param name="summary">Of <paramref name="self"/>.</param>
    /// <param name="supersedesInvoiceId">The invoice that this one replaces: alike by intent, so never its twin.</param>
    public static TwinSearch Compare(Invoice self, TwinSummary summary, string? supersedesInvoiceId, TwinCandidates found)
    {
        var selfId = InvoiceKey.Create(AnyTenant, self.SourceSystem, self.SourceInvoiceId).InvoiceId;
        var credited = Credited(found.Items);
        var twins = new List<Twin>();
        foreach (var candidate in found.Items)
        {
            if (candidate.Summary.Kind != summary.Kind || candidate.InvoiceId == selfId || candidate.InvoiceId == supersedesInvoiceId)
            {
                continue;
            }

            var twin = ToTwin(summary, candidate, credited);
            if (twin.Points >= PointsMin)
            {
                twins.Add(twin);
            }
        }

        return new()
        {
            Twins = [.. twins
                .OrderByDescending(twin => twin.Points)
                .ThenBy(twin => twin.InvoiceId, StringComparer.Ordinal)
                .DistinctBy(twin => twin.InvoiceId)
                .Take(TwinsMax)],
            KeysOverflowed = found.KeysOverflowed,
            NumberKeysOverflowed = found.NumberKeysOverflowed,
            CorrectedInvoiceKnown = CorrectedInvoiceKnown(self, summary, found.Items),
        };
    }

    private static Twin ToTwin(TwinSummary self, TwinCandidate other, HashSet<(long Supplier, string Number)> credited)
    {
        var parts = TwinEvidence.Of(self, other.Summary);
        var isCredited = other.Summary.Kind == InvoiceKind.Invoice
            && other.Summary.NumberNormalised is { } number
            && credited.Contains((other.Summary.SupplierHash, number));
        TwinEvidence.Add(parts, isCredited ? TwinFact.OtherCredited : null);
        return new()
        {
            InvoiceId = other.InvoiceId,
            Points = Math.Clamp(parts.Sum(part => part.Points), 0, PointsMax),
            Parts = parts.DrainToImmutable(),
            Credited = isCredited,
        };
    }

    private static HashSet<(long Supplier, string Number)> Credited(ImmutableArray<TwinCandidate> found)
    {
        var credited = new HashSet<(long Supplier, string Number)>();
        foreach (var candidate in found)
        {
            if (candidate.Summary is { CorrectsNormalised: { } number, SupplierHash: not SupplierFingerprint.Unknown } note)
            {
                credited.Add((note.SupplierHash, number));
            }
        }

        return credited;
    }

    private static bool? CorrectedInvoiceKnown(Invoice self, TwinSummary summary, ImmutableArray<TwinCandidate> found)
    {
        if (self.Kind != InvoiceKind.CreditNote || string.IsNullOrWhiteSpace(self.CorrectsInvoiceNumber))
        {
            return null;
        }

        return summary.CorrectsNormalised is { } number && found.Any(candidate =>
            candidate.Summary.Kind == InvoiceKind.Invoice
            && candidate.Summary.NumberNormalised == number
            && TwinEvidence.IsSameSupplier(summary, candidate.Summary));
    }
}
