using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>
/// Points for each fact that two invoices share, added up as in record linkage (Fellegi and Sunter 1969).
/// The points are judgement, not a calibrated probability: docs/matching.md lists them.
/// </summary>
public static class TwinScorer
{
    public const string Name = "duplicate";
    public const string ModelVersion = "rules-1";
    public const int TwinsMax = 10;

    /// <summary>Below this, two invoices merely have something in common.</summary>
    private const int PointsMin = 20;
    private const int NumberLengthMin = 4;

    /// <param name="supersedesInvoiceId">The invoice that this one takes the place of: alike by intent.</param>
    public static TwinSearch Compare(Invoice self, string? supersedesInvoiceId, TwinCandidates found)
    {
        var own = TwinSummary.Of(self);
        var credits = found.Items.Where(c => c.Summary is { Kind: InvoiceKind.CreditNote, CorrectsNormalised: not null }).ToArray();
        var twins = found.Items
            .Where(c => c.Summary.Kind == own.Kind && c.InvoiceId != supersedesInvoiceId)
            .Select(c => Compare(own, c, own.Kind == InvoiceKind.Invoice && credits.Any(credit => Corrects(credit.Summary, c.Summary))))
            .Where(twin => twin.Points >= PointsMin)
            .OrderByDescending(twin => twin.Points)
            .ThenBy(twin => twin.InvoiceId, StringComparer.Ordinal)
            .Take(TwinsMax)
            .ToImmutableArray();
        return new TwinSearch
        {
            Twins = twins,
            KeysOverflowed = found.KeysOverflowed,
            CorrectedInvoiceKnown = own is { Kind: InvoiceKind.CreditNote, CorrectsNormalised: not null }
                ? found.Items.Any(c => c.Summary.Kind == InvoiceKind.Invoice && Corrects(own, c.Summary))
                : null,
        };
    }

    private static bool Corrects(TwinSummary credit, TwinSummary invoice) =>
        credit.SupplierHash == invoice.SupplierHash && credit.CorrectsNormalised == invoice.NumberNormalised;

    private static Twin Compare(TwinSummary own, TwinCandidate candidate, bool credited)
    {
        var other = candidate.Summary;
        var parts = ImmutableArray.CreateBuilder<EvidencePart>(7);
        var sameAmount = own.AmountMinor == other.AmountMinor && own.Currency == other.Currency && own.AmountMinor != 0;
        if (own.SupplierHash == other.SupplierHash)
        {
            parts.Add(new(TwinFact.SameSupplier, 10));
        }

        if (NumberEvidence(own, other, sameAmount) is { } number)
        {
            parts.Add(number);
        }

        if (sameAmount)
        {
            parts.Add(new(TwinFact.SameAmount, 20));
        }

        if (DateEvidence(own, other) is { } date)
        {
            parts.Add(date);
        }

        if (own.PurchaseOrderHash != 0 && own.PurchaseOrderHash == other.PurchaseOrderHash)
        {
            parts.Add(new(TwinFact.SamePurchaseOrder, 5));
        }

        if (own.LinesHash == other.LinesHash && own.LineCount == other.LineCount)
        {
            // That many equal lines do not meet by chance; one or two do.
            parts.Add(own.LineCount >= 3 ? new(TwinFact.SameLines, 15) : new(TwinFact.SameLine, 10));
        }

        if (credited)
        {
            parts.Add(new(TwinFact.OtherCredited, -40));
        }

        return new Twin
        {
            InvoiceId = candidate.InvoiceId,
            Points = Math.Clamp(parts.Sum(p => p.Points), 0, 100),
            Parts = parts.ToImmutable(),
            Credited = credited,
        };
    }

    private static EvidencePart? NumberEvidence(TwinSummary own, TwinSummary other, bool sameAmount) => (own, other) switch
    {
        ({ Number: null }, _) or (_, { Number: null }) => null,
        _ when own.Number == other.Number => new(TwinFact.SameNumber, 40),
        ({ NumberNormalised: { } mine }, { NumberNormalised: { } theirs }) when mine == theirs => new(TwinFact.SameNumberNormalised, 35),
        // Running numbers differ by one character all the time; only with the same amount does it say something.
        ({ NumberNormalised: { Length: >= NumberLengthMin } mine }, { NumberNormalised: { Length: >= NumberLengthMin } theirs })
            when sameAmount && InvoiceNumber.IsOneEditApart(mine, theirs) => new(TwinFact.NumberOneEditApart, 25),
        _ => new(TwinFact.DifferentNumber, -25),
    };

    private static EvidencePart? DateEvidence(TwinSummary own, TwinSummary other) => (own.IssueDay, other.IssueDay) switch
    {
        (0, _) or (_, 0) => null,
        var (mine, theirs) => Math.Abs(mine - theirs) switch
        {
            0 => new EvidencePart(TwinFact.SameIssueDate, 15),
            <= 7 => new EvidencePart(TwinFact.IssueDateWithinWeek, 8),
            <= 45 => new EvidencePart(TwinFact.IssueDateWithinWindow, 3),
            _ => null,
        },
    };
}
