using Google.Protobuf;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static class VerdictMapping
{
    /// <param name="verdict"><c>null</c>: not judged yet.</param>
    public static Proto.Verdict ToProto(this Verdict? verdict)
    {
        if (verdict is null)
        {
            return new Proto.Verdict { Kind = Proto.VerdictKind.Pending };
        }

        var proto = new Proto.Verdict
        {
            Kind = (Proto.VerdictKind)verdict.Kind,
            Reasons = { verdict.Reasons.Select(ToProto) },
            Hold = verdict.Hold is { } hold
                ? new Proto.Hold { WaitsFor = (Proto.Reference)hold.WaitsFor, Until = Times.ToProto(hold.UntilMicros) }
                : null,
            WouldBe = (Proto.VerdictKind)verdict.WouldBe,
            Twins = { verdict.Twins.Select(ToProto) },
            BlockingKeysOverflowed = verdict.BlockingKeysOverflowed,
            Scores = { verdict.Scores.Select(ScoreMapping.ToProto) },
            GateVersion = verdict.GateVersion,
            PolicySha256 = ByteString.CopyFrom(verdict.PolicySha256.AsSpan()),
            JudgedAt = Times.ToProto(verdict.JudgedAtMicros),
            MasterData = { verdict.MasterData.Select(ToProto) },
            Lines = { verdict.Lines.Where(line => line.Field == CodeField.AccountCode).Select(ScoreMapping.ToProto) },
            Completions = { verdict.Lines.Where(line => line.Field != CodeField.AccountCode).Select(ScoreMapping.ToCompletion) },
            Profile = verdict.Profile is { } profile
                ? new Proto.ProfileStamp { HistorySha256 = ByteString.CopyFrom(profile.HistorySha256.AsSpan()), Epoch = profile.Epoch, Position = profile.Position }
                : null,
        };
        if (verdict.ClearedByRule is { } rule)
        {
            proto.Reasons.Add(new Proto.Reason { PolicyRule = rule, Severity = Proto.Severity.Info, Text = "A rule of the policy lets it pass." });
        }

        AddChecks(verdict, proto);
        return proto;
    }

    public static string ToText(TwinFact fact) => fact switch
    {
        TwinFact.SameSupplier => "same supplier",
        TwinFact.SameNumber => "same number",
        TwinFact.SameNumberNormalised => "same number, normalised",
        TwinFact.NumberOneEditApart => "number one edit apart",
        TwinFact.DifferentNumber => "different number",
        TwinFact.SameAmount => "same amount",
        TwinFact.SameIssueDate => "same issue date",
        TwinFact.IssueDateWithinWeek => "issue date within a week",
        TwinFact.IssueDateWithinWindow => "issue date within the window",
        TwinFact.SamePurchaseOrder => "same purchase order",
        TwinFact.SameLine => "same line",
        TwinFact.SameLines => "same lines",
        TwinFact.OtherCredited => "the other is credited",
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static void AddChecks(Verdict verdict, Proto.Verdict proto)
    {
        for (var number = 1; number < verdict.Checks.Length; number++)
        {
            var list = verdict.Checks[number] switch
            {
                CheckOutcome.Passed => proto.ChecksPassed,
                CheckOutcome.Failed => proto.ChecksFailed,
                CheckOutcome.NotApplicable => proto.ChecksNotApplicable,
                var outcome => throw new InvalidOperationException($"No check ends as {outcome}."),
            };
            list.Add((Proto.Check)number);
        }
    }

    private static Proto.Reason ToProto(Reason reason) => new()
    {
        Code = (Proto.ExceptionCode)reason.Code,
        Text = reason.Text,
        Severity = (Proto.Severity)reason.Severity,
        Evidence = { reason.Evidence },
    };

    private static Proto.MasterDataStamp ToProto(MasterDataStamp stamp) => new()
    {
        Kind = (Proto.MasterDataKind)stamp.Kind,
        Version = stamp.Version,
        Sha256 = ByteString.CopyFrom(stamp.Sha256.AsSpan()),
    };

    private static Proto.Twin ToProto(Twin twin) => new()
    {
        InvoiceId = twin.InvoiceId,
        Points = twin.Points,
        Credited = twin.Credited,
        Parts = { twin.Parts.Select(part => new Proto.EvidencePart { Fact = ToText(part.Fact), Points = part.Points }) },
    };
}
