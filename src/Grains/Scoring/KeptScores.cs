using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Grains.Scoring;

/// <summary>What models said when an invoice was first judged counts for good: judged again, it would be held against itself and its own future.</summary>
internal static class KeptScores
{
    /// <returns><c>null</c>: no model has scored it.</returns>
    public static ScoreSheet? Of(InvoiceState state, ScorerSet set)
    {
        if (state.Verdict is not { Profile: { } profile } verdict)
        {
            return null;
        }

        ImmutableArray<Score> scores = [.. verdict.Scores.Where(score => !score.ModelSha256.IsEmpty)];
        return new()
        {
            Scores = scores,
            Lines = verdict.Lines,
            Profile = profile,
            // What was missing then is missing still, or it would pass unseen.
            Missing = [.. set.Names.Where(name => !scores.Any(score => score.Scorer == name) && !(name == ScorerNames.Coding && state.Invoice.Lines.IsEmpty))],
        };
    }
}
