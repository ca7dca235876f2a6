using System.Collections.Frozen;
using Triage.Models.Gating;
using Triage.Models.Review;
using Triage.Models.Scoring.Priority;

namespace Triage.Models.Replay;

/// <summary>Every gate whose verdicts can be computed again: one that changes leaves its old self here under its version.</summary>
public static class GateVersions
{
    private static readonly ReviewPriority Priority = new(new PriorityWeights());

    private static readonly FrozenDictionary<string, Func<GateInput, Verdict>> Carried = new Dictionary<string, Func<GateInput, Verdict>>(StringComparer.Ordinal)
    {
        [Gate.Version] = input => Priority.Of(Gate.Decide(input), input),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="ReplayException">This build does not carry it.</exception>
    public static Func<GateInput, Verdict> Of(string version) => Carried.TryGetValue(version, out var gate)
        ? gate
        : throw new ReplayException(ReplayProblem.GateUnknown, $"Gate {version} is not carried by this build, which has {string.Join(", ", Carried.Keys.Order(StringComparer.Ordinal))}: run the build that gave the verdict.");
}
