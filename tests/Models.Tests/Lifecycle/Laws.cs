using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Lifecycle;

/// <summary>What holds of an invoice after every event.</summary>
internal static class Laws
{
    public static void HoldOf(InvoiceState state)
    {
        // It waits for one thing while somebody must act on it, and for nothing else.
        Assert.Equal(state.IsAwaited, state.Waiting.Kind != WaitingKind.Nothing);
        Assert.Equal(state.PendingCause is not null, state.Waiting.Kind == WaitingKind.Due);
        Assert.Equal(state.ReviewSeq is not null, state.Waiting.Kind == WaitingKind.Review);

        // A person looks at it exactly while the last verdict says so, and that verdict knows all that there is to know.
        if (state is { Waiting.Kind: WaitingKind.Review, Verdict: { } verdict })
        {
            Assert.Equal(VerdictKind.Review, verdict.Kind);
        }

        if (state.PendingCause is null)
        {
            Assert.Equal(state.Concerns, state.Reports.Judged);
        }

        // Nothing that was said is lost, and each report stands somewhere.
        Assert.All(state.Reports.Entries, entry => Assert.True(Enum.IsDefined(entry.Standing)));
        Assert.Equal(state.Reports.Entries.Length, state.Reports.Entries.Select(entry => entry.Report.Name).Distinct().Count());
        Assert.Equal(
            state.Reports.Entries.Any(entry => entry.Standing == ReportStanding.Contradictory),
            state.Concerns.Any(concern => concern.Kind == ConcernKind.Contradiction));
    }
}
