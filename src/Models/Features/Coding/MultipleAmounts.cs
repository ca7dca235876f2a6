namespace Triage.Models.Features.Coding;

/// <summary>
/// What amounts were coded as of which this one is a small multiple, or that are one of it: goods have a price, and a line is so
/// many of them.
/// </summary>
internal sealed class MultipleAmounts
{
    private const int TimesMax = 12;

    // Of the supplier's amounts, then of those at the place.
    private const int LevelsCount = 2;

    private readonly int[] _totals = new int[LevelsCount];
    private readonly int[] _counts = new int[LevelsCount * CodingCandidates.CandidatesMax];

    public void Count(in CodingQuestion question, CodingHistory history, CodingCandidates candidates)
    {
        Array.Clear(_totals);
        Array.Clear(_counts);
        if (question.AmountMinor == 0 || !CodingKeys.IsKnown(CodingLevel.SupplierAmount, question))
        {
            return;
        }

        for (var times = 2; times <= TimesMax; times++)
        {
            if (question.AmountMinor % times == 0)
            {
                CountSame(question, question.AmountMinor / times, history, candidates);
            }

            CountSame(question, question.AmountMinor * times, history, candidates);
        }
    }

    public float Share(int level, int candidate) =>
        _totals[level] > 0 ? (float)_counts[level * CodingCandidates.CandidatesMax + candidate] / _totals[level] : CodingFeatures.Missing;

    public int CountOf(int level, int candidate) => _counts[level * CodingCandidates.CandidatesMax + candidate];

    private void CountSame(in CodingQuestion question, long amount, CodingHistory history, CodingCandidates candidates)
    {
        if (history.Find(CodingKeys.OfSupplierAmount(question, amount)) is not { } anywhere)
        {
            return; // nor was it confirmed at the place
        }

        Count(0, anywhere, candidates);
        if (CodingKeys.IsKnown(CodingLevel.SupplierPlaceAmount, question) && history.Find(CodingKeys.OfSupplierPlaceAmount(question, amount)) is { } here)
        {
            Count(1, here, candidates);
        }
    }

    private void Count(int level, CodeTally tally, CodingCandidates candidates)
    {
        _totals[level] += tally.Total;
        for (var i = 0; i < tally.Distinct; i++)
        {
            var candidate = candidates.PlaceOf(tally.Codes[i]);
            if (candidate >= 0)
            {
                _counts[level * CodingCandidates.CandidatesMax + candidate] += tally.CountAt(i);
            }
        }
    }
}
