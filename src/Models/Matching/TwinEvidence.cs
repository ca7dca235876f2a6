using System.Collections.Immutable;

namespace Triage.Models.Matching;

/// <summary>The facts that two summaries share or dispute; the same whichever comes first.</summary>
internal static class TwinEvidence
{
    private const int WeekDays = 7;
    private const int LinesMin = 3;

    public static ImmutableArray<EvidencePart>.Builder Of(TwinSummary a, TwinSummary b)
    {
        var parts = ImmutableArray.CreateBuilder<EvidencePart>(7);
        var sameAmount = a.AmountMinor == b.AmountMinor && a.AmountMinor != 0 && a.Currency == b.Currency;
        Add(parts, IsSameSupplier(a, b) ? TwinFact.SameSupplier : null);
        Add(parts, OfNumbers(a, b, sameAmount));
        Add(parts, sameAmount ? TwinFact.SameAmount : null);
        Add(parts, OfIssueDates(a.IssueDay, b.IssueDay));
        Add(parts, a.PurchaseOrderHash != 0 && a.PurchaseOrderHash == b.PurchaseOrderHash ? TwinFact.SamePurchaseOrder : null);
        Add(parts, OfLines(a, b));
        return parts;
    }

    public static void Add(ImmutableArray<EvidencePart>.Builder parts, TwinFact? fact)
    {
        if (fact is { } known)
        {
            parts.Add(new(known, TwinPoints.Of(known)));
        }
    }

    public static bool IsSameSupplier(TwinSummary a, TwinSummary b) =>
        a.SupplierHash != SupplierFingerprint.Unknown && a.SupplierHash == b.SupplierHash;

    private static TwinFact? OfNumbers(TwinSummary a, TwinSummary b, bool sameAmount)
    {
        if (a.Number is null || b.Number is null)
        {
            return null;
        }

        if (a.Number == b.Number)
        {
            return TwinFact.SameNumber;
        }

        if (a.NumberNormalised is null || b.NumberNormalised is null)
        {
            return TwinFact.DifferentNumber;
        }

        if (a.NumberNormalised == b.NumberNormalised)
        {
            return TwinFact.SameNumberNormalised;
        }

        // Neighbours in a supplier's run of numbers are one edit apart too; only the amount tells a slip from the next invoice.
        return sameAmount && NumberDistance.IsOneEditApart(a.NumberNormalised, b.NumberNormalised)
            ? TwinFact.NumberOneEditApart
            : TwinFact.DifferentNumber;
    }

    private static TwinFact? OfIssueDates(int a, int b)
    {
        if (a == 0 || b == 0)
        {
            return null;
        }

        return Math.Abs(a - b) switch
        {
            0 => TwinFact.SameIssueDate,
            <= WeekDays => TwinFact.IssueDateWithinWeek,
            <= BlockingKeys.SupplierAmountWindowDays => TwinFact.IssueDateWithinWindow,
            _ => null,
        };
    }

    private static TwinFact? OfLines(TwinSummary a, TwinSummary b)
    {
        if (a.LineCount == 0 || a.LineCount != b.LineCount || a.LinesHash != b.LinesHash)
        {
            return null;
        }

        return a.LineCount >= LinesMin ? TwinFact.SameLines : TwinFact.SameLine;
    }
}
