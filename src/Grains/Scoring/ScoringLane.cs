using System.Threading.Channels;
using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>
/// Where scoring happens: a few workers beside the grains' threads, each with scorers of its own, because scorers keep their
/// working memory. What waits is bounded.
/// </summary>
internal sealed class ScoringLane : IAsyncDisposable
{
    private readonly Channel<(Func<Scorers, ScoreSheet> Score, TaskCompletionSource<ScoreSheet> Answer)> _waiting;
    private readonly Task[] _workers;

    public ScoringLane(ScorerSet set, int workersCount, int waitingMax)
    {
        _waiting = Channel.CreateBounded<(Func<Scorers, ScoreSheet>, TaskCompletionSource<ScoreSheet>)>(waitingMax);
        _workers = [.. Enumerable.Range(0, workersCount).Select(_ => Task.Run(() => WorkAsync(new Scorers(set))))];
    }

    /// <returns><c>null</c>: too many wait.</returns>
    public Task<ScoreSheet>? TryScore(Func<Scorers, ScoreSheet> score)
    {
        var answer = new TaskCompletionSource<ScoreSheet>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((score, answer)) ? answer.Task : null;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_workers);
    }

    private async Task WorkAsync(Scorers scorers)
    {
        await foreach (var (score, answer) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                answer.SetResult(score(scorers));
            }
            catch (Exception failure)
            {
                answer.SetException(failure);
            }
        }
    }
}
