using System.Collections.Immutable;
using Triage.Models.Features.Coding;
using Triage.Models.Policy;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Models.Scoring;

/// <summary>The models in force, wholly built before anybody scores with them: immutable, shared by all threads.</summary>
public sealed record ScorerSet
{
    public required string Version { get; init; }
    public (DuplicateModel Model, ModelStamp Stamp)? Duplicate { get; init; }
    public (AnomalyScorer Scorer, ModelStamp Stamp)? Anomaly { get; init; }
    public (CodingModel Model, ModelStamp Stamp)? Coding { get; init; }

    /// <summary>Of what lines came without: advice that no exception rests on.</summary>
    public (CodingModel Model, ModelStamp Stamp)? CostCentre { get; init; }
    public (CodingModel Model, ModelStamp Stamp)? ServiceCode { get; init; }

    /// <summary>What profiles have to keep for these models.</summary>
    public IEnumerable<CodeField> Fields
    {
        get
        {
            yield return CodeField.AccountCode;
            if (CostCentre is not null)
            {
                yield return CodeField.CostCentre;
            }

            if (ServiceCode is not null)
            {
                yield return CodeField.ServiceCode;
            }
        }
    }

    /// <summary>Whose model should be here and is not.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    public ImmutableArray<string> Names =>
    [
        .. new[] { Duplicate is null ? null : ScorerNames.Duplicate, Anomaly is null ? null : ScorerNames.Anomaly, Coding is null ? null : ScorerNames.Coding }.OfType<string>(),
        .. Missing,
    ];

    /// <summary>Of the model that gives the score of this name; <c>null</c> where the set has none.</summary>
    public ModelStamp? StampOf(string scorer) => scorer switch
    {
        ScorerNames.Duplicate => Duplicate?.Stamp,
        ScorerNames.Anomaly => Anomaly?.Stamp,
        ScorerNames.Coding => Coding?.Stamp,
        _ when scorer == CodeField.CostCentre.Name() => CostCentre?.Stamp,
        _ when scorer == CodeField.ServiceCode.Name() => ServiceCode?.Stamp,
        _ => null,
    };
}
