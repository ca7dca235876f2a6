using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Review;

/// <summary>Gives a verdict that a person must act on its place in the queue, with the points of each cause. Pure, like the gate before it.</summary>
public sealed class ReviewPriority(PriorityWeights weights)
{
    private readonly PriorityScorer _scorer = new(weights);
    private readonly PriorityQuestions _questions = new(weights);

    /// <param name="judged">As the gate judged <paramref name="input"/>.</param>
    public Verdict Of(Verdict judged, GateInput input)
    {
        if (judged.Kind != VerdictKind.Review)
        {
            return judged;
        }

        var effort = EffortQuestions.Of(input.Invoice, judged.Reasons, weights).DefaultMinutes;
        var open = input.MasterData.OpenTimeOf(input.Invoice.Facility, input.Today);
        var score = _scorer.Score(_questions.Of(input.Invoice, judged.Reasons, open, judged.JudgedAtMicros, judged.JudgedAtMicros, effort));
        return judged with { Scores = judged.Scores.Add(score.ToScore() with { Contributions = Parts(score.Parts) }) };
    }

    private static ImmutableArray<Contribution> Parts(PriorityParts parts) =>
    [
        .. Part("value_at_risk", parts.ValueAtRisk), .. Part("due_date", parts.DueDate), .. Part("discount", parts.Discount),
        .. Part("sla", parts.Sla), .. Part("severity", parts.Severity), .. Part("effort", parts.Effort), .. Part("age", parts.Age),
    ];

    private static IEnumerable<Contribution> Part(string name, long points) => points == 0 ? [] : [new(name, null, points * 1000)];
}
