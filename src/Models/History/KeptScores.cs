using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.History;

/// <summary>What models said when an invoice was first judged counts for good: judged again, it would be held against itself and its own future.</summary>
public static class KeptScores
{
    /// <returns><c>null</c>: no model has scored it, and models may still.</returns>
    public static ScoreSheet? Of(InvoiceState state)
    {
        if (state.Verdict is not { } verdict)
        {
            return null;
        }

        // What was missing then is missing still, or it would pass unseen; a model installed since is none that was missing.
        var missing = Missing(verdict);
        return (verdict.Profile, missing.IsEmpty) switch
        {
            ({ } profile, _) => new() { Scores = [.. verdict.Scores.Where(score => !score.ModelSha256.IsEmpty)], Lines = verdict.Lines, Profile = profile, Missing = missing, IsExplained = verdict.Basis is { AreScoresExplained: true } },
            (null, true) => ScoreSheet.None, // by rules alone; the profiles may know it by now
            (null, false) => null,
        };
    }

    private static ImmutableArray<string> Missing(Verdict verdict) =>
    [
        .. verdict.Reasons.Where(reason => reason.Code == ExceptionCode.ModelUnavailable).SelectMany(reason => reason.Evidence).Where(scorer => ScorerNames.All.Contains(scorer)),
    ];
}
