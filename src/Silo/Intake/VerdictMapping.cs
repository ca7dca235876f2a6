using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Triage.Models.Clock;
using Triage.Models.Gating;
using Triage.Models.Matching;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

/// <summary>A verdict as the contract says it.</summary>
internal static class VerdictMapping
{
    public static Wire.Verdict ToProto(Verdict? verdict)
    {
        if (verdict is null)
        {
            return new Wire.Verdict { Kind = Wire.VerdictKind.Pending };
        }

        var wire = new Wire.Verdict
        {
            Kind = (Wire.VerdictKind)verdict.Kind,
            WouldBe = (Wire.VerdictKind)verdict.WouldBe,
            Reasons = { verdict.Reasons.Select(ToProto) },
            Twins = { verdict.Twins.Select(ToProto) },
            BlockingKeysOverflowed = verdict.BlockingKeysOverflowed,
            Scores = { verdict.Scores.Select(s => new Wire.Score { Scorer = s.Scorer, ModelVersion = s.ModelVersion, Value = s.Value, Unit = (Wire.ScoreUnit)s.Unit }) },
            GateVersion = verdict.GateVersion,
            PolicySha256 = ByteString.CopyFrom(verdict.PolicySha256.AsSpan()),
            JudgedAt = Time(verdict.JudgedAtMicros),
        };
        if (verdict.ClearedByRule is { } rule)
        {
            wire.Reasons.Add(new Wire.Reason { PolicyRule = rule, Severity = Wire.Severity.Info, Text = "A rule of the policy lets it pass." });
        }

        if (verdict.Hold is { } hold)
        {
            wire.Hold = new Wire.Hold { WaitsFor = (Wire.Reference)hold.WaitsFor, Until = Time(hold.UntilMicros) };
        }

        for (var check = 1; check < verdict.Checks.Length; check++)
        {
            var list = verdict.Checks[check] switch
            {
                CheckOutcome.Passed => wire.ChecksPassed,
                CheckOutcome.Failed => wire.ChecksFailed,
                _ => wire.ChecksNotApplicable,
            };
            list.Add((Wire.Check)check);
        }

        return wire;
    }

    public static Timestamp Time(long micros) => Timestamp.FromDateTimeOffset(StoreTime.FromMicros(micros));

    private static Wire.Reason ToProto(Reason reason) => new()
    {
        Code = (Wire.ExceptionCode)reason.Code,
        Text = reason.Text,
        Severity = (Wire.Severity)reason.Severity,
        Evidence = { reason.Evidence },
    };

    private static Wire.Twin ToProto(Twin twin) => new()
    {
        InvoiceId = twin.InvoiceId,
        Points = twin.Points,
        Credited = twin.Credited,
        Parts = { twin.Parts.Select(part => new Wire.EvidencePart { Fact = TwinFactText.Of(part.Fact), Points = part.Points }) },
    };
}
