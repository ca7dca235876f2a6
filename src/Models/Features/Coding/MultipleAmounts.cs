namespace Triage.Models.Features.Coding;

/// <summary>
/// What amounts were coded as of which this one is a small multiple, or that are one of it: goods have a price, and a line is so
/// many of them.
/// </summary>
internal sealed class MultipleAmounts
{
    private const int TimesMax = 12;
    private static readonly CodingLevel[] Levels = [CodingLevel.SupplierAmount, CodingLevel.SupplierPlaceAmount];

    private readonly int[] _totals = new int[Levels.Length];
    private readonly int[] _counts = new int[Levels.Length * CodingCandidates.CandidatesMax];

    public void Count(in CodingQuestion question, CodingHistory history, ReadOnlySpan<int> candidates)
    {
        Array.Clear(_totals);
        Array.Clear(_counts);
        if (question.AmountMinor == 0)
        {
            return;
        }

        for (var times = 2; times <= TimesMax; times++)
        {
            if (question.AmountMinor % times == 0)
            {
                CountSame(question with { AmountMinor = question.AmountMinor / times }, history, candidates);
            }

            CountSame(question with { AmountMinor = question.AmountMinor * times }, history, candidates);
        }
    }

    public float Share(int level, int candidate) =>
        _totals[level] > 0 ? (float)_counts[level * CodingCandidates.CandidatesMax + candidate] / _totals[level] : CodingFeatures.Missing;

    public int CountOf(int level, int candidate) => _counts[level * CodingCandidates.CandidatesMax + candidate];

    private void CountSame(in CodingQuestion question, CodingHistory history, ReadOnlySpan<int> candidates)
    {
        for (var level = 0; level < Levels.Length; level++)
        {
            if (!CodingKeys.IsKnown(Levels[level], question) || history.Find(CodingKeys.Of(Levels[level], question)) is not { } tally)
            {
                continue;
            }

            _totals[level] += tally.Total;
            for (var i = 0; i < tally.Distinct; i++)
            {
                var candidate = candidates.IndexOf(tally.Codes[i]);
                if (candidate >= 0)
                {
                    _counts[level * CodingCandidates.CandidatesMax + candidate] += tally.CountAt(i);
                }
            }
        }
    }
}
