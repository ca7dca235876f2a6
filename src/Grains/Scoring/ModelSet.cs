using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Packages;

namespace Triage.Grains.Scoring;

/// <summary>Models with the ledger that their profiles begin from: all that scores rest on but the tenant's own feed.</summary>
internal sealed record ModelSet(ScorerSet Scorers, IReadOnlyList<Invoice> History, ImmutableArray<byte> HistorySha256)
{
    /// <summary>Models are asked for and cannot be had: what they should score goes to a person.</summary>
    public static readonly ModelSet Unusable = new(new ScorerSet { Version = "none", Missing = ModelFileKinds.Scorers }, [], []);

    /// <summary>Else nothing is to be asked, and no past to be known.</summary>
    public bool HasModels => Scorers.Duplicate is not null || Scorers.Anomaly is not null || Scorers.Coding is not null;

    public static ModelSet Of(ModelPackage package) => new(package.Scorers, package.History, package.HistorySha256);
}
