using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;
using Triage.Models.Replay;
using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>Reads a version's verdicts of one week with what was kept beside them, and counts them.</summary>
internal sealed class WeekSample(IFeedIndex feed, IFeatureArchive features, string tenant, string version, IsoWeek week, DriftTally tally, int verdictsMax)
{
    private const int RowBytes = 4 * 1024 * 1024;
    private const int FeatureBytes = 16 * 1024 * 1024;

    /// <summary>Those that its models scored freshly.</summary>
    public long Verdicts { get; private set; }

    /// <summary>Of them, those whose features could be read.</summary>
    public long Counted { get; private set; }

    /// <summary>That were looked at.</summary>
    public long Positions { get; private set; }

    public bool IsFull => Verdicts >= verdictsMax;

    public async Task ReadAsync(long after, long upTo, CancellationToken cancellationToken)
    {
        for (var position = after; position < upTo && !IsFull;)
        {
            var rows = await feed.ReadAsync(tenant, position, (int)(upTo - position), RowBytes, cancellationToken);
            if (rows.IsEmpty)
            {
                return;
            }

            var last = rows[^1].Position;
            (long Position, Verdict Verdict)[] verdicts = [.. rows.Where(row => row.Event.Type == InvoiceEventType.Triaged && week.Has(row.Event.AtMicros)).SelectMany(Find)];
            var kept = verdicts.Length == 0 ? [] : await features.ReadAsync(tenant, position, last, rows.Length, FeatureBytes, cancellationToken);
            if (kept.Sum(one => (long)one.Payload.Length) >= FeatureBytes)
            {
                last = kept[^1].Position; // what is behind them comes with the next read
            }

            position = Count(verdicts, kept.ToDictionary(one => one.Position, one => one.Payload), position, last);
        }
    }

    /// <returns>Up to where it was looked.</returns>
    private long Count((long Position, Verdict Verdict)[] verdicts, Dictionary<long, byte[]> kept, long after, long last)
    {
        foreach (var (at, verdict) in verdicts)
        {
            if (at > last)
            {
                break;
            }

            if (IsFull)
            {
                last = at - 1;
                break;
            }

            Count(verdict, kept.GetValueOrDefault(at));
        }

        Positions += last - after;
        return last;
    }

    private void Count(Verdict verdict, byte[]? payload)
    {
        // Nothing is named where what was said before was taken over, and where nothing is kept.
        if (verdict.Basis is not { FeaturesSha256.IsEmpty: false } basis)
        {
            return;
        }

        Verdicts++;
        if (Features(basis, payload) is { } sheet)
        {
            Counted++;
            tally.Add(sheet, verdict.Scores, verdict.Lines);
        }
    }

    private static FeatureSheet? Features(VerdictBasis basis, byte[]? payload)
    {
        try
        {
            return VerdictReplay.FeaturesOf(basis, payload);
        }
        catch (ReplayException)
        {
            return null; // one that can never be read must not keep a week from being measured
        }
    }

    /// <returns>Nothing: it is no verdict of the version, or nobody can tell.</returns>
    private IEnumerable<(long Position, Verdict Verdict)> Find(FeedRow row)
    {
        try
        {
            return EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, sensitive: null) is Triaged { Verdict: { Profile: not null } verdict } && VerdictReplay.ModelVersionOf(verdict) == version
                ? [(row.Position, verdict)]
                : [];
        }
        catch (Exception unreadable) when (unreadable is PayloadDamagedException or ReplayException)
        {
            return [];
        }
    }
}
