using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.Registry;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Registry;

/// <summary>What shadow runs found, as a caller may see it.</summary>
internal static class ShadowMapping
{
    private static readonly ImmutableArray<ExceptionCode> Codes = [.. System.Enum.GetValues<ExceptionCode>().Where(code => (int)code > 0)];

    /// <param name="facilities">Those that the caller is allowed; <c>null</c>: all. A service line says something of every facility.</param>
    public static Proto.ShadowRun ToProto(this ShadowRun run, ImmutableArray<ShadowSegment> segments, ImmutableArray<string>? facilities) => new()
    {
        Number = run.Number,
        Against = run.Against,
        StartedAt = Times.ToProto(run.StartedAtMicros),
        EndedAt = run.EndedAtMicros is { } ended ? Times.ToProto(ended) : null,
        Lasted = Duration.FromTimeSpan(TimeSpan.FromMicroseconds(run.RanMicros)),
        Invoices = run.Counts.Invoices,
        SameVerdict = run.Counts.SameVerdict,
        SameExceptions = run.Counts.SameExceptions,
        Failed = run.Counts.Failed,
        SameCodes = run.Counts.SameCodes,
        Agreed = run.Counts.Agreed,
        Segments =
        {
            segments.Where(segment => facilities is not { } allowed || (segment.By == ShadowSegmentKind.Facility && allowed.Contains(segment.Name, StringComparer.Ordinal))).Select(segment => new Proto.ShadowSegment
            {
                By = (Proto.ShadowSegmentKind)segment.By,
                Name = segment.Name,
                Invoices = segment.Counts.Invoices,
                SameVerdict = segment.Counts.SameVerdict,
                SameExceptions = segment.Counts.SameExceptions,
                SameCodes = segment.Counts.SameCodes,
                Agreed = segment.Counts.Agreed,
            }),
        },
    };

    public static Proto.ShadowDisagreement ToProto(this ShadowDisagreement one) => new()
    {
        Position = one.Position,
        InvoiceId = one.Key.InvoiceId,
        Seq = one.Seq,
        Facility = one.Facility ?? "",
        Said = one.Said.ToProto(),
        Candidate = one.Candidate.ToProto(),
    };

    private static Proto.ShadowOpinion ToProto(this ShadowOpinion opinion) => new()
    {
        Verdict = (Proto.VerdictKind)opinion.Verdict,
        WouldBe = (Proto.VerdictKind)opinion.WouldBe,
        Exceptions = { Codes.Where(code => (opinion.ExceptionBits & (1L << (int)code)) != 0).Select(code => (Proto.ExceptionCode)code) },
        Scores = { opinion.Scores.Select(score => new Proto.ShadowScore { Scorer = score.Scorer, Value = score.Value, Unit = (Proto.ScoreUnit)score.Unit }) },
        Codes = { opinion.Codes.Select(code => new Proto.ShadowCode { Line = code.Line, Field = code.Field.Name(), Code = code.Code }) },
    };
}
