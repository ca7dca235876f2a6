using Triage.Grains.Replay;
using Triage.Models.Replay;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Replay;

/// <summary>Counts what came of each verdict, by what it rests on.</summary>
internal sealed class ReplayTally
{
    private readonly Dictionary<(string? Models, string Policy, string Gate), Proto.ReplayGroup> _groups = [];

    public Proto.ReplayCounts Counts { get; } = new();

    public long Verdicts => Counts.Equal + Counts.Near + Counts.Different + Counts.Impossible;

    public void Add(ReplayedVerdict verdict)
    {
        var key = (verdict.ModelVersion, Convert.ToHexString(verdict.PolicySha256.AsSpan()), verdict.GateVersion);
        if (!_groups.TryGetValue(key, out var group))
        {
            _groups[key] = group = new()
            {
                ModelVersion = verdict.ModelVersion ?? "",
                PolicySha256 = Google.Protobuf.ByteString.CopyFrom(verdict.PolicySha256.AsSpan()),
                GateVersion = verdict.GateVersion,
                Counts = new(),
            };
        }

        Count(Counts, verdict.Outcome);
        Count(group.Counts, verdict.Outcome);
    }

    public Proto.ReplaySummary Summary(TimeSpan took) => new()
    {
        Counts = Counts,
        Groups = { _groups.Values.OrderByDescending(group => group.Counts.Equal + group.Counts.Near + group.Counts.Different + group.Counts.Impossible).ThenBy(group => group.ModelVersion, StringComparer.Ordinal) },
        Seconds = took.TotalSeconds,
    };

    private static void Count(Proto.ReplayCounts counts, ReplayOutcome outcome)
    {
        switch (outcome)
        {
            case ReplayOutcome.Equal:
                counts.Equal++;
                break;
            case ReplayOutcome.Near:
                counts.Near++;
                break;
            case ReplayOutcome.Different:
                counts.Different++;
                break;
            default:
                counts.Impossible++;
                break;
        }
    }
}
