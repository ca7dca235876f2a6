using System.Collections.Concurrent;
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

    public ScoringLane(int workersCount, int waitingMax, TimeProvider time)
    {
        _time = time;
        _waiting = new(waitingMax);
        _workers = [.. Enumerable.Range(0, workersCount).Select(_ =>
            Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <param name="within">After this time nobody waits for the answer.</param>
    /// <param name="set">Whose scorers are asked.</param>
    /// <returns><c>null</c>: too many wait.</returns>
    public Task<ScoreSheet>? TryScore(TimeSpan within, ScorerSet set, Func<Scorers, ScoreSheet> score)
    {
        var waiting = new Waiting(set, score, _time.GetTimestamp(), within, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.TryAdd(waiting) ? waiting.Answer.Task : null;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await Task.WhenAll(_workers);
        _waiting.Dispose();
    }

    private void Work()
    {
        var own = new LatestScorers();
        foreach (var waiting in _waiting.GetConsumingEnumerable())
        {
            if (_time.GetElapsedTime(waiting.Since) >= waiting.Within)
            {
                waiting.Answer.SetException(new TimeoutException());
                continue;
            }

            try
            {
                waiting.Answer.SetResult(waiting.Score(own.Of(waiting.Set)));
            }
            catch (Exception failure)
            {
                waiting.Answer.SetException(failure);
            }
        }
    }

    private sealed record Waiting(ScorerSet Set, Func<Scorers, ScoreSheet> Score, long Since, TimeSpan Within, TaskCompletionSource<ScoreSheet> Answer);
}
