using System.Collections.Immutable;
using Triage.Models.Features.Profiles;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Scoring;

namespace Triage.Models.Gating;

/// <summary>What the gate said, and all that it rests on: enough to say it again.</summary>
[GenerateSerializer, Immutable, Alias("triage.Verdict")]
public sealed record Verdict
{
    [Id(0)] public required VerdictKind Kind { get; init; }

    /// <summary>Most severe first.</summary>
    [Id(1)] public ImmutableArray<Reason> Reasons { get; init; } = [];

    /// <summary>The policy rule that lets it pass; <c>null</c> where none matched.</summary>
    [Id(2)] public string? ClearedByRule { get; init; }
    [Id(3)] public Hold? Hold { get; init; }

    /// <summary>What active mode would have said; <see cref="VerdictKind.None"/> when the policy is active.</summary>
    [Id(4)] public VerdictKind WouldBe { get; init; }

    /// <summary>One outcome per <see cref="Check"/>, at the check's number; index 0 is unused.</summary>
    [Id(5)] public ImmutableArray<CheckOutcome> Checks { get; init; } = [];
    [Id(6)] public ImmutableArray<Twin> Twins { get; init; } = [];
    [Id(7)] public int BlockingKeysOverflowed { get; init; }
    [Id(8)] public ImmutableArray<Score> Scores { get; init; } = [];
    [Id(9)] public required string GateVersion { get; init; }
    [Id(10)] public required ImmutableArray<byte> PolicySha256 { get; init; }
    [Id(11)] public required long JudgedAtMicros { get; init; }

    /// <summary>CLEAR: until when the host is expected to report what it did; 0 otherwise.</summary>
    [Id(12)] public long HostDeadlineMicros { get; init; }

    /// <summary>The versions of master data that it rests on, by kind; empty where none was loaded, and before there was any.</summary>
    [Id(13)] public ImmutableArray<MasterDataStamp> MasterData { get; init; } = [];

    /// <summary>What models offer as codes, a line each; empty where none does.</summary>
    [Id(14)] public ImmutableArray<LineSuggestion> Lines { get; init; } = [];

    /// <summary>Which past the models' scores rest on; <c>null</c> where no model gave any.</summary>
    [Id(15)] public ProfileStamp? Profile { get; init; }

    /// <summary>What else it rests on; <c>null</c> of verdicts from before it was kept.</summary>
    [Id(16)] public VerdictBasis? Basis { get; init; }

    /// <summary>What the scorers were asked, as a feature sheet is stored. It stands beside the event, not in it: empty in what was read back.</summary>
    [Id(17)] public ImmutableArray<byte> Features { get; init; } = [];

    /// <summary>The exceptions as a bit set: bit n is the code with number n.</summary>
    public long ExceptionBits
    {
        get
        {
            long bits = 0;
            foreach (var reason in Reasons)
            {
                bits |= 1L << (int)reason.Code;
            }

            return bits;
        }
    }
}
