namespace Triage.Models.Features.Coding;

/// <summary>What the words of a name say where its owner is hardly known. Beside many lines of its own they say nothing, and nobody looks them up.</summary>
internal sealed class NameEvidence
{
    public const int PerLevelWide = 3;

    private const int HardlyKnownLines = 20;
    private const int OfferedPerWord = 4;

    private readonly WordTallies[] _words = [.. CodingKeys.WordLevels.Select(level => new WordTallies(level))];

    /// <param name="supplier">The supplier's own lines here; <c>null</c> for none.</param>
    /// <param name="place">The place's.</param>
    public void Find(in CodingQuestion question, CodeTally? supplier, CodeTally? place, CodingHistory history, CodingCandidates into)
    {
        foreach (var level in CodingKeys.WordLevels)
        {
            var words = _words[(int)level];
            var own = CodingKeys.IsOfSupplier(level) ? supplier : place;
            if (own?.Total >= HardlyKnownLines)
            {
                words.Clear();
                continue;
            }

            words.Find(question, history);
            words.Offer(OfferedPerWord, into);
        }
    }

    /// <summary>Of the code: what the words here say, and those anywhere behind them.</summary>
    public double OfSupplier(int code, double prior) =>
        _words[(int)WordLevel.AnywhereSupplierWords].Mixed(code, _words[(int)WordLevel.SupplierWords].Mixed(code, prior));

    public double OfPlace(int code, double prior) =>
        _words[(int)WordLevel.AnywherePlaceWords].Mixed(code, _words[(int)WordLevel.PlaceWords].Mixed(code, prior));

    /// <returns>The place behind what was filled.</returns>
    public int Fill(int code, double everywhere, Span<float> row, int at)
    {
        foreach (var words in _words)
        {
            if (words.Rarest is { } rarest)
            {
                var index = rarest.IndexOf(code);
                row[at] = CodingFeatures.LogProbability(words.Mixed(code, everywhere));
                row[at + 1] = index < 0 ? 0 : (float)rarest.CountAt(index) / rarest.Total;
                row[at + 2] = CodingFeatures.LogCount(rarest.Total);
            }
            else
            {
                row.Slice(at, PerLevelWide).Fill(CodingFeatures.Missing);
            }

            at += PerLevelWide;
        }

        return at;
    }
}
