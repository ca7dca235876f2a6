using System.Collections.Immutable;
using Triage.Models.Features.Effort;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Review;

/// <summary>What is known of a review's work before it is done.</summary>
public static class EffortQuestions
{
    /// <param name="reasons">Most severe first; none counts as <see cref="ExceptionCode.NoRuleMatched"/>.</param>
    public static EffortQuestion Of(Invoice invoice, ImmutableArray<Reason> reasons, PriorityWeights weights)
    {
        var codes = reasons.IsDefaultOrEmpty ? [ExceptionCode.NoRuleMatched] : reasons.Select(reason => reason.Code).Distinct().ToArray();
        var leading = ExceptionCatalogue.Of(codes[0]);

        // The longest as it is; the others half, since the invoice is read once.
        var minutes = codes.Select(code => ExceptionCatalogue.Of(code).EffortMinutes).OrderDescending().ToArray();
        return new(
            codes.Aggregate(0L, (bits, code) => bits | 1L << (int)code),
            (byte)leading.Code,
            (byte)leading.Queue,
            invoice.Lines.Length,
            weights.ReferenceMinor(invoice.AmountMinor, invoice.Currency),
            minutes[0] + minutes[1..].Sum() / 2);
    }
}
