using Triage.Grains.Replay;
using Triage.Models.Intake;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Replay;

/// <summary>Messages to scopes and back, every violation at once.</summary>
internal static class ReplayRequests
{
    public static ReplayScope ToScope(this Proto.ReplayVerdictsRequest request, Identity identity)
    {
        var violations = new Violations();
        var fields = new Fields(violations);
        InvoiceKey? one = request.InvoiceId.Length == 0 ? null : RequestReading.Key(identity, request.InvoiceId, violations);
        var from = request.From is { } first ? Times.ToMicros(first, fields, "from") : long.MinValue;
        var until = request.Until is { } last ? Times.ToMicros(last, fields, "until") : long.MaxValue;
        if (from >= until)
        {
            violations.Add("until", "must be later than from");
        }

        if (!Enum.IsDefined(request.Method))
        {
            violations.Add("method", "is not a method of this version");
        }

        violations.ThrowIfAny();
        return new(identity.Tenant, one, from, until);
    }

    public static Proto.ReplayedVerdict ToProto(this ReplayedVerdict replayed) => new()
    {
        InvoiceId = replayed.Key.InvoiceId,
        Seq = replayed.Seq,
        At = replayed.AtMicros == 0 ? null : Times.ToProto(replayed.AtMicros),
        Verdict = (Proto.VerdictKind)replayed.Kind,
        ModelVersion = replayed.ModelVersion ?? "",
        GateVersion = replayed.GateVersion,
        PolicySha256 = Google.Protobuf.ByteString.CopyFrom(replayed.PolicySha256.AsSpan()),
        Outcome = (Proto.ReplayOutcome)replayed.Outcome,
        Findings = { replayed.Findings.Select(finding => new Proto.ReplayFinding { Problem = (Proto.ReplayProblem)finding.Problem, Detail = finding.Detail }) },
    };
}
