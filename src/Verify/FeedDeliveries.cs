using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>
/// I8: what each subscriber took is what the store holds, in its order, and nothing is left out that it asked for. It
/// may begin again where it was or before, and get again what it had; never behind what it never had.
/// </summary>
internal sealed class FeedDeliveries(IReadOnlyList<IStoreScan> tenants)
{
    public const string Title = "The feed delivers each event in order and leaves none out";

    private readonly Finding _finding = new("I8", Title);
    private readonly Dictionary<string, FeedFollower> _followers = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<FeedTruth>> _truths = new(() => [.. tenants.Select(scan => new FeedTruth(scan.Feed()))]);
    private long _delivered;

    /// <summary>Whether the record is of a subscriber at all.</summary>
    public bool WasAsked => _followers.Count > 0;

    public void See(RunRecordLine line)
    {
        if (!_followers.TryGetValue(line.Key, out var follower))
        {
            _followers.Add(line.Key, follower = new FeedFollower(line.Key, _finding));
        }

        if (line.Op == RunRecordLine.Follow)
        {
            follower.Begin(line);
            return;
        }

        var position = line.Position ?? 0; // the reader refused a line without
        if (line.Op == RunRecordLine.Deliver)
        {
            _delivered++;

            // A record does not say whose it is: the first event that is some tenant's decides.
            follower.Truth ??= _truths.Value.FirstOrDefault(truth => truth.Has(position, line.EventId));
            _finding.Require(
                follower.Truth?.Has(position, line.EventId) ?? false, $"{line.Key}: position {position} was delivered as {line.EventId}, the store has another there or none");
        }

        if ((follower.Truth ?? OnlyTruth()) is { } truth)
        {
            follower.Take(line, position, truth);
        }
    }

    public InvariantResult Result()
    {
        if (!WasAsked)
        {
            return Finding.Without("I8", Title, InvariantStatus.NotAsked);
        }

        if (_delivered == 0)
        {
            _finding.Violated("the record has no delivered event: it proves nothing");
        }

        return _finding.Result();
    }

    private FeedTruth? OnlyTruth() => _truths.Value.Count == 1 ? _truths.Value[0] : null;
}
