using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Scoring.Packages;

namespace Triage.Models.Registry;

/// <summary>Whether a version may come into force. Everything that speaks against it is said at once, and nobody can overrule it.</summary>
public static class PromotionRules
{
    public static ImmutableArray<RegistryRefusal> Check(PromotionCase candidate, PromotionLimits limits) =>
    [
        .. FourEyes(candidate),
        .. candidate.Broken is { } broken ? [new RegistryRefusal(RegistryRefusals.Package, broken.File, broken.Problem)] : ImmutableArray<RegistryRefusal>.Empty,
        .. candidate.InForce is null ? [] : Segments(candidate, limits.SegmentTolerance),
        .. candidate.IsFirst ? [] : Shadow(candidate, limits),
    ];

    private static IEnumerable<RegistryRefusal> FourEyes(PromotionCase candidate)
    {
        if (IsSame(candidate.Actor, candidate.TrainedBy))
        {
            yield return new(RegistryRefusals.FourEyes, candidate.Version, "Who trained a version does not promote it; another approver must.");
        }
        else if (candidate.SignerOwner is { } owner && IsSame(candidate.Actor, owner))
        {
            // Who trained it is what the trainer wrote; whose key it is the operator says.
            yield return new(RegistryRefusals.FourEyes, candidate.Version, "Whose key signed a version does not promote it; another approver must.");
        }
        else if (IsSame(candidate.Actor, candidate.RegisteredBy))
        {
            yield return new(RegistryRefusals.FourEyes, candidate.Version, "Who registered a version does not promote it; another approver must.");
        }
    }

    private static IEnumerable<RegistryRefusal> Segments(PromotionCase candidate, double tolerance)
    {
        // A manifest may say a figure twice; the worse one counts.
        var large = candidate.Segments.Where(IsLarge).GroupBy(figure => (figure.Model, figure.By, figure.Segment, figure.Figure)).ToDictionary(same => same.Key, same => same.MinBy(figure => figure.Value));
        // Months differ from one evaluation to the next by their nature.
        foreach (var part in candidate.SegmentsInForce.Where(IsLarge).Where(figure => figure.By != ModelSegment.ByMonth).GroupBy(figure => (figure.Model, figure.By, figure.Figure)))
        {
            var compared = 0;
            foreach (var before in part)
            {
                // A part that is gone, or has become small, says nothing about the new version.
                if (!large.TryGetValue((before.Model, before.By, before.Segment, before.Figure), out var now) || now is null)
                {
                    continue;
                }

                compared++;
                if (!(now.Value >= before.Value - tolerance))
                {
                    yield return new(RegistryRefusals.Segment, Name(before), string.Create(
                        CultureInfo.InvariantCulture, $"{before.Figure} is {now.Value:0.####} over {now.Count}, and {before.Value:0.####} over {before.Count} for the version in force; at most {tolerance:0.####} less is allowed."));
                }
            }

            if (compared == 0)
            {
                yield return new(RegistryRefusals.Segment, $"{part.Key.Model} by {part.Key.By}", $"{part.Key.Figure} is known of the version in force and of no large part of this one; train it with its evaluation, on invoices of the same parts.");
            }
        }
    }

    private static IEnumerable<RegistryRefusal> Shadow(PromotionCase candidate, PromotionLimits limits)
    {
        var runs = candidate.ShadowRuns.Where(run => run.Version == candidate.Version && run.Against == candidate.InForce).ToArray();
        if (runs.Any(run => run.Counts.Invoices >= limits.ShadowInvoicesMin && run.RanMicros >= (long)limits.ShadowTimeMin.TotalMicroseconds))
        {
            yield break;
        }

        var longest = runs.MaxBy(run => (run.Counts.Invoices, run.RanMicros));
        yield return new(RegistryRefusals.Shadow, candidate.Version, string.Create(
            CultureInfo.InvariantCulture,
            $"A shadow run against the version in force must compare {limits.ShadowInvoicesMin} invoices over {limits.ShadowTimeMin}; {(longest is null ? "there is none" : $"the longest compared {longest.Counts.Invoices} over {TimeSpan.FromMicroseconds(longest.RanMicros):d\\.hh\\:mm\\:ss}")}."));
    }

    private static bool IsLarge(ModelSegment figure) => figure.Count >= PromotionLimits.LargeSegment;

    private static string Name(ModelSegment figure) => $"{figure.Model} by {figure.By}: {figure.Segment}";

    /// <summary>One person's subject may be written in either case.</summary>
    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
