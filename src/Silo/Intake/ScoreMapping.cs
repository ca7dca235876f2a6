using System.Collections.Immutable;
using Google.Protobuf;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal static class ScoreMapping
{
    public static Proto.Score ToProto(Score score) => new()
    {
        Scorer = score.Scorer,
        ModelVersion = score.ModelVersion,
        Value = score.Value,
        Unit = (Proto.ScoreUnit)score.Unit,
        ModelSha256 = ByteString.CopyFrom(score.ModelSha256.AsSpan()),
        Flagged = score.IsFlagged,
        About = score.About ?? "",
        Contributions = { ToProto(score.Contributions) },
        Sentences = { score.Sentences },
    };

    public static Proto.LineSuggestion ToProto(LineSuggestion line) => new()
    {
        Line = line.Line,
        Codes = { line.Codes.Select(code => new Proto.SuggestedCode { AccountCode = code.Code, ProbabilityMillionths = code.ProbabilityMillionths }) },
        Sure = line.IsSure,
        AgreesWithGiven = line.AgreesWithGiven,
        SupplierNew = line.IsSupplierNew,
        PlaceNew = line.IsPlaceNew,
        FacilityNew = line.IsFacilityNew,
        MayBeOther = line.MayBeOther,
        Contributions = { ToProto(line.Contributions) },
    };

    public static Proto.LineCompletion ToCompletion(LineSuggestion line) => new()
    {
        Line = line.Line,
        Field = line.Field switch
        {
            CodeField.CostCentre => Proto.CodeField.CostCentre,
            CodeField.ServiceCode => Proto.CodeField.ServiceCode,
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Field, null),
        },
        Values = { line.Codes.Select(code => new Proto.SuggestedValue { Value = code.Code, ProbabilityMillionths = code.ProbabilityMillionths }) },
        Sure = line.IsSure,
        MayBeOther = line.MayBeOther,
        Contributions = { ToProto(line.Contributions) },
    };

    private static IEnumerable<Proto.Contribution> ToProto(ImmutableArray<Contribution> contributions)
    {
        foreach (var contribution in contributions)
        {
            var proto = new Proto.Contribution { Feature = contribution.Feature, Thousandths = contribution.Thousandths };
            if (contribution.Value is { } value)
            {
                proto.Value = value;
            }

            yield return proto;
        }
    }
}
