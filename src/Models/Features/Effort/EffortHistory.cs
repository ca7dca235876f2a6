namespace Triage.Models.Features.Effort;

/// <summary>
/// The fold of what work took, in the order in which it was done: how much longer than the catalogue says, by keys from coarse to fine. Each
/// key's median is drawn towards what the coarser ones say, the more so the fewer outcomes it has (after Stein 1956, with medians so that
/// a screen left open overnight moves nothing). Whole numbers alone.
/// </summary>
public sealed class EffortHistory(EffortPrior prior)
{
    private const int Thousand = 1_000;
    private const int ThousandthsMin = 50;
    private const int ThousandthsMax = 20_000;

    private readonly Dictionary<EffortKey, EffortTally> _tallies = [];

    public void Add(in EffortQuestion question, int minutes)
    {
        var thousandths = (long)Math.Clamp(minutes, 1, prior.MinutesMax) * Thousand / Math.Max(1, question.DefaultMinutes);
        for (var level = 0; level < EffortKey.Levels; level++)
        {
            var key = EffortKey.Of(question, level);
            if (!_tallies.TryGetValue(key, out var tally))
            {
                if (_tallies.Count >= prior.KeysMax)
                {
                    continue;
                }

                _tallies.Add(key, tally = new());
            }

            tally.Add((int)Math.Clamp(thousandths, ThousandthsMin, ThousandthsMax));
        }
    }

    /// <summary>The minutes to expect; what the catalogue says before any outcome.</summary>
    public int MinutesOf(in EffortQuestion question)
    {
        long thousandths = Thousand;
        for (var level = 0; level < EffortKey.Levels; level++)
        {
            if (_tallies.TryGetValue(EffortKey.Of(question, level), out var tally))
            {
                long known = prior.PriorOutcomes + tally.Count;
                thousandths = (thousandths * prior.PriorOutcomes + (long)tally.Median * tally.Count + known / 2) / known;
            }
        }

        return (int)Math.Clamp((thousandths * Math.Max(1, question.DefaultMinutes) + Thousand / 2) / Thousand, 1, prior.MinutesMax);
    }
}
