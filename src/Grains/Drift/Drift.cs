using Microsoft.Extensions.Options;
using Triage.Models.Clock;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

internal sealed class Drift(IFeedIndex feed, IFeatureArchive features, DriftReferences references, IOptions<DriftOptions> options, TimeProvider time) : IDrift
{
    public ValueTask<DriftReference> ReferenceAsync(string tenant, string version, CancellationToken cancellationToken) => references.FindAsync(tenant, version, cancellationToken);

    public async Task<WeekDrift> MeasureAsync(string tenant, string version, DateOnly monday, CancellationToken cancellationToken)
    {
        var week = IsoWeek.Of(monday);
        var tally = new DriftTally(await references.FindAsync(tenant, version, cancellationToken));
        var isComplete = time.NowMicros() >= week.UntilMicros; // before it is read: what comes meanwhile may be missing
        var (after, upTo) = await feed.BetweenAsync(tenant, week.FromMicros, week.UntilMicros, cancellationToken);
        var sample = new WeekSample(feed, features, tenant, version, week, tally, options.Value.VerdictsMax);
        foreach (var (first, last) in EvenRuns.Of(after, upTo))
        {
            var began = time.GetTimestamp();
            await sample.ReadAsync(first, last, cancellationToken);
            if (sample.IsFull)
            {
                break;
            }

            await Task.Delay(time.GetElapsedTime(began), time, cancellationToken); // never more than half of one processor is taken from scoring
        }

        // Where it stopped early the rest has as many for as many positions.
        var verdicts = sample.Positions > 0 ? (long)Math.Round(sample.Verdicts * ((double)(upTo - after) / sample.Positions)) : 0;
        return new(week.Monday, isComplete, sample.IsFull ? verdicts : sample.Verdicts, sample.Counted, tally.Measure());
    }
}
