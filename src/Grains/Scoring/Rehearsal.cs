using Triage.Models.Intake;

namespace Triage.Grains.Scoring;

/// <summary>
/// Scores bills of a package's history, the answers unread: code that ran a few hundred times is ten times as fast, and the first
/// invoices would wait for that.
/// </summary>
internal static class Rehearsal
{
    private const int InvoicesMax = 500;
    private const int HistoryMax = 4_000;

    /// <param name="isKept">As <c>Scoring:KeepFeatures</c> says: taking down what is asked is code that must be warm too.</param>
    public static IEnumerable<Task> Of(ModelSet set, ScoringLane lane, TimeSpan within, bool isKept)
    {
        Invoice[] latest = [.. set.History.TakeLast(HistoryMax)];
        var profiles = new Lazy<TenantProfiles>(() => new(latest, [], set.Scorers.Fields));
        foreach (var invoice in latest.TakeLast(InvoicesMax))
        {
            if (lane.TryScore(within, set.Scorers, scorers => profiles.Value.Read((past, stamp) => scorers.Score("", invoice, null, past, stamp, isExplained: true, isKept))) is { } scored)
            {
                yield return scored;
            }
        }
    }
}
