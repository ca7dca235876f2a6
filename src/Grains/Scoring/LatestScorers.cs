using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>
/// One thread's scorers of the two sets that it was asked for last: during a switch the old one's invoices and the new one's come mixed. A set
/// that is left goes with them.
/// </summary>
internal sealed class LatestScorers
{
    private Scorers? _latest;
    private Scorers? _other;

    public Scorers Of(ScorerSet set)
    {
        if (_latest is null || !ReferenceEquals(_latest.Set, set))
        {
            var found = _other is not null && ReferenceEquals(_other.Set, set) ? _other : new(set);
            (_latest, _other) = (found, _latest);
        }

        return _latest;
    }
}
