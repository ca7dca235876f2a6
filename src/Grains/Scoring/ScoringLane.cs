using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>
/// Where scoring happens: a few threads beside those of the grains, each with scorers of its own, because scorers keep their
/// working memory. What waits is bounded, and what nobody waits for any more is not begun.
/// </summary>
internal sealed class ScoringLane : IAsyncDisposable
{
    private readonly BlockingCollection<Waiting> _waiting;
    private readonly Task[] _workers;
    private readonly TimeProvider _time;

    public ScoringLane(ScorerSet set, int workersCount, int waitingMax, TimeProvider time)
    {
        (_time, Fields) = (time, [.. set.Fields]);
        _waiting = new(waitingMax);
        _workers = [.. Enumerable.Range(0, workersCount).Select(_ =>
            Task.Factory.StartNew(() => Work(new Scorers(set)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>What the profiles that its scorers read have to keep.</summary>
    public ImmutableArray<CodeField> Fields { get; }

    /// <param name="within">After this time nobody waits for the answer.</param>
    /// <returns><c>null</c>: too many wait.</returns>
    public Task<ScoreSheet>? TryScore(TimeSpan within, Func<Scorers, ScoreSheet> score)
    {
        var waiting = new Waiting(score, _time.GetTimestamp(), within, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.TryAdd(waiting) ? waiting.Answer.Task : null;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await Task.WhenAll(_workers);
        _waiting.Dispose();
    }

    private void Work(Scorers scorers)
    {
        foreach (var waiting in _waiting.GetConsumingEnumerable())
        {
            if (_time.GetElapsedTime(waiting.Since) >= waiting.Within)
            {
                waiting.Answer.SetException(new TimeoutException());
                continue;
            }

            try
            {
                waiting.Answer.SetResult(waiting.Score(scorers));
            }
            catch (Exception failure)
            {
                waiting.Answer.SetException(failure);
            }
        }
    }

    private sealed record Waiting(Func<Scorers, ScoreSheet> Score, long Since, TimeSpan Within, TaskCompletionSource<ScoreSheet> Answer);
}
