using System.Security.Cryptography;
using Triage.Models.Features;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Payloads;
using Triage.Models.Policy;
using Triage.Models.Scoring;

namespace Triage.Models.Replay;

/// <summary>Computes a verdict again from what was kept of it: features to scores, scores to the gate, the gate to the verdict. Pure.</summary>
public static class VerdictReplay
{
    /// <param name="before">The invoice as it was when it was judged.</param>
    /// <param name="features">As kept beside the verdict; <c>null</c> where nothing is.</param>
    /// <param name="scorersOf">The scorers of a version, with the working memory of the calling thread.</param>
    /// <exception cref="ReplayException">Something that it rests on is missing or damaged.</exception>
    public static Verdict Again(InvoiceState before, Triaged said, byte[]? features, Func<string, Scorers> scorersOf, TriagePolicy policy, MasterDataSnapshot masterData) =>
        Decide(before, said, policy, masterData, basis => Sheet(before, said.Verdict, basis, features, scorersOf)) with { Features = said.Verdict.Features };

    /// <summary>What would have been said with other models: they are asked what those were asked that scored, and policy, master data and gate are the same.</summary>
    /// <param name="features">As kept beside the verdict.</param>
    /// <exception cref="ReplayException">Something that it rests on is missing or damaged.</exception>
    public static Verdict Instead(InvoiceState before, Triaged said, byte[] features, Scorers candidate, TriagePolicy policy, MasterDataSnapshot masterData) => Decide(
        before,
        said,
        policy,
        masterData,
        basis => said.Verdict.Profile is { } profile
            ? Scored(candidate, before, FeaturesOf(basis, features), profile, basis.AreScoresExplained)
            : throw new ReplayException(ReplayProblem.BasisNotKept, "No model scored it: there is nothing to compare."));

    private static Verdict Decide(InvoiceState before, Triaged said, TriagePolicy policy, MasterDataSnapshot masterData, Func<VerdictBasis, ScoreSheet> sheet)
    {
        var verdict = said.Verdict;
        if (verdict.Basis is not { } basis)
        {
            throw new ReplayException(ReplayProblem.BasisNotKept, "The verdict is from before what it rests on was kept.");
        }

        var decide = GateVersions.Of(verdict.GateVersion);
        var input = before.Asked(said.Cause, policy, masterData, basis.Today, verdict.JudgedAtMicros);
        if (!input.IsPastPassing)
        {
            input = input with
            {
                Twins = new()
                {
                    Twins = verdict.Twins,
                    KeysOverflowed = verdict.BlockingKeysOverflowed,
                    NumberKeysOverflowed = basis.NumberKeysOverflowed,
                    CorrectedInvoiceKnown = basis.CorrectedInvoiceKnown,
                },
                Sheet = sheet(basis),
            };
        }

        return decide(input with { SupersessionFailed = basis.SupersessionFailed });
    }

    /// <summary>The version whose models scored it freshly, and did not take over what was said before; <c>null</c>: none.</summary>
    /// <exception cref="ReplayException">The verdict says where profiles stood and names no model.</exception>
    public static string? ModelVersionOf(InvoiceState before, Verdict verdict) => verdict.Profile is null || KeptScores.Of(before) is not null ? null : ModelVersionOf(verdict);

    /// <summary>Whose models gave its scores, then or before.</summary>
    /// <exception cref="ReplayException">The verdict says where profiles stood and names no model.</exception>
    public static string ModelVersionOf(Verdict verdict) => verdict.Scores.FirstOrDefault(score => !score.ModelSha256.IsEmpty)?.ModelVersion
        ?? throw new ReplayException(ReplayProblem.HistoryDamaged, "The verdict says where profiles stood, and no score names its model.");

    private static ScoreSheet Sheet(InvoiceState before, Verdict verdict, VerdictBasis basis, byte[]? features, Func<string, Scorers> scorersOf)
    {
        if (KeptScores.Of(before) is { } kept)
        {
            return kept;
        }

        if (ModelVersionOf(before, verdict) is not { } version || verdict.Profile is not { } profile)
        {
            return new() { Missing = basis.MissingScorers, IsExplained = basis.AreScoresExplained };
        }

        var sheet = Scored(scorersOf(version), before, FeaturesOf(basis, features), profile, basis.AreScoresExplained);
        return sheet with
        {
            Scores = [.. sheet.Scores.Select(score => AsSaid(score, verdict))],
            Missing = basis.MissingScorers,
            FeaturesSha256 = basis.FeaturesSha256,
        };
    }

    private static ScoreSheet Scored(Scorers scorers, InvoiceState before, FeatureSheet asked, ProfileStamp profile, bool isExplained)
    {
        try
        {
            return scorers.Score(before.Invoice, asked, profile, isExplained);
        }
        catch (PayloadDamagedException)
        {
            throw new ReplayException(ReplayProblem.FeaturesDamaged, "The features are not those of this invoice's lines.");
        }
    }

    /// <summary>What the scorers were asked, where it is what the verdict names.</summary>
    /// <exception cref="ReplayException">Nothing was kept, or it is gone, damaged or of another schema.</exception>
    public static FeatureSheet FeaturesOf(VerdictBasis basis, byte[]? features)
    {
        if (basis.FeaturesSha256.IsEmpty)
        {
            throw new ReplayException(ReplayProblem.FeaturesNotKept, "The service kept no features (Scoring:KeepFeatures): only its past can be asked, with --past.");
        }

        if (features is null || !SHA256.HashData(features).AsSpan().SequenceEqual(basis.FeaturesSha256.AsSpan()))
        {
            throw new ReplayException(ReplayProblem.FeaturesDamaged, features is null ? "The features that were kept are gone." : "The features are not those that the verdict names: their SHA-256 differs.");
        }

        try
        {
            return FeatureSheetCodec.Decode(features);
        }
        catch (FeatureSchemaException other)
        {
            throw new ReplayException(ReplayProblem.FeaturesDamaged, other.Message);
        }
        catch (PayloadDamagedException)
        {
            throw new ReplayException(ReplayProblem.FeaturesDamaged, "The features are of a newer version than this build reads.");
        }
    }

    /// <summary>What only the history could tell is taken as it was told: sentences, and the line that a respect means.</summary>
    private static Score AsSaid(Score score, Verdict verdict)
    {
        if (verdict.Scores.FirstOrDefault(said => said.Scorer == score.Scorer && !said.ModelSha256.IsEmpty) is not { } same)
        {
            return score;
        }

        var isSameRespect = score.Scorer == ScorerNames.Anomaly && score.About is { } respect && same.About?.Split(' ')[0] == respect;
        return score with { About = isSameRespect ? same.About : score.About, Sentences = same.Sentences };
    }
}
