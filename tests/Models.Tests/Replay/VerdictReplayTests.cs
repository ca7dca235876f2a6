using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Policy;
using Triage.Models.Replay;
using Triage.Models.Scoring;

namespace Triage.Models.Tests.Replay;

/// <summary>Old verdicts come out the same for ever: a change of gate, scorers, features or codecs that changes one is found here.</summary>
public sealed class VerdictReplayTests
{
    private const string Accept = "TRIAGE_ACCEPT_CORPUS";

    public static TheoryData<string> Gates => [.. ReplayCorpus.Gates];

    [Fact]
    public void Corpus_has_a_file_for_the_gate_of_today()
    {
        if (Environment.GetEnvironmentVariable(Accept) is not null && !ReplayCorpus.Gates.Contains(Gate.Version))
        {
            ReplayCorpus.Make().Write();
        }

        Assert.True(ReplayCorpus.Gates.Contains(Gate.Version), $"Gate {Gate.Version} has no corpus. Run once with {Accept}=1, commit the file, and never change it.");
    }

    [Theory, MemberData(nameof(Gates))]
    public void Again_every_verdict_of_the_corpus_is_equal_bit_for_bit(string gate)
    {
        var corpus = ReplayCorpus.Read(gate);
        var replayed = 0;
        foreach (var (before, said, features) in corpus.Verdicts())
        {
            var again = Again(corpus, before, said, features);
            Assert.Equal((ReplayOutcome.Equal, ""), (VerdictComparison.Of(said.Verdict, again).Outcome, string.Join(' ', VerdictComparison.Of(said.Verdict, again).Differing)));
            replayed++;
        }

        Assert.True(replayed >= 50, $"{replayed} verdicts are too few.");
        Assert.Equal(2, corpus.Verdicts().Select(one => Convert.ToHexString(one.Said.Verdict.PolicySha256.AsSpan())).Distinct().Count());
        Assert.Equal(3, corpus.Verdicts().Select(one => one.Said.Verdict.Kind).Distinct().Count());
    }

    [Fact]
    public void Again_with_other_models_or_another_policy_most_verdicts_with_scores_differ()
    {
        var corpus = ReplayCorpus.Read(Gate.Version);
        var (asked, others, policies) = (0, 0, 0);
        foreach (var (before, said, features) in corpus.Verdicts().Where(one => VerdictReplay.ModelVersionOf(one.Before, one.Said.Verdict) is not null))
        {
            asked++;
            others += Differs(said.Verdict, Again(corpus, before, said, features, version => version == "drawn-1" ? "drawn-2" : "drawn-1"));
            policies += Differs(said.Verdict, Again(corpus, before, said, features, policy: Policies(corpus).Values.First(policy => !policy.Sha256.AsSpan().SequenceEqual(said.Verdict.PolicySha256.AsSpan()))));
        }

        Assert.True(others > asked / 2 && policies == asked, $"{others} and {policies} of {asked} differ.");

        static int Differs(Verdict said, Verdict again) => VerdictComparison.Of(said, again).Outcome == ReplayOutcome.Different ? 1 : 0;
    }

    [Fact]
    public void Again_features_with_a_changed_bit_are_named_wherever_it_is()
    {
        var corpus = ReplayCorpus.Read(Gate.Version);
        var (before, said, features) = corpus.Verdicts().First(one => one.Features is not null);
        for (var at = 0; at < features!.Length; at++)
        {
            var changed = features.ToArray();
            changed[at] ^= 4;
            Assert.Equal(ReplayProblem.FeaturesDamaged, Assert.Throws<ReplayException>(() => Again(corpus, before, said, changed)).Finding.Problem);
        }

        Assert.Equal(ReplayProblem.FeaturesDamaged, Assert.Throws<ReplayException>(() => Again(corpus, before, said, null)).Finding.Problem);
    }

    [Fact]
    public void Again_what_was_not_kept_and_a_gate_that_is_not_carried_are_told_apart()
    {
        var corpus = ReplayCorpus.Read(Gate.Version);
        var (before, said, features) = corpus.Verdicts().First(one => one.Features is not null);
        Assert.Equal(ReplayProblem.BasisNotKept, Problem(said.Verdict with { Basis = null }));
        Assert.Equal(ReplayProblem.FeaturesNotKept, Problem(said.Verdict with { Basis = said.Verdict.Basis! with { FeaturesSha256 = [] } }));
        Assert.Equal(ReplayProblem.GateUnknown, Problem(said.Verdict with { GateVersion = "0" }));

        ReplayProblem Problem(Verdict verdict) => Assert.Throws<ReplayException>(() => Again(corpus, before, said with { Verdict = verdict }, features)).Finding.Problem;
    }

    [Fact]
    public void Comparison_of_altered_contributions_is_different()
    {
        var said = ReplayCorpus.Read(Gate.Version).Verdicts().First(one => one.Said.Verdict.Scores.Any(score => !score.Contributions.IsEmpty)).Said.Verdict;
        Assert.Equal(ReplayOutcome.Different, VerdictComparison.Of(said, Altered(500)).Outcome);
        Assert.Equal(ReplayOutcome.Near, VerdictComparison.Of(said, Altered(1)).Outcome);

        Verdict Altered(long by) => said with { Scores = [.. said.Scores.Select(score => score with { Contributions = [.. score.Contributions.Select(part => part with { Thousandths = part.Thousandths + by })] })] };
    }

    [Fact]
    public void Comparison_of_a_millionth_is_near_and_of_two_is_different()
    {
        var corpus = ReplayCorpus.Read(Gate.Version);
        var said = corpus.Verdicts().First(one => one.Said.Verdict.Scores.Any(score => score.Unit == ScoreUnit.ProbabilityMillionths)).Said.Verdict;
        Assert.Equal(ReplayOutcome.Near, VerdictComparison.Of(said, Moved(1)).Outcome);
        Assert.Equal(ReplayOutcome.Near, VerdictComparison.Of(said, Moved(-1)).Outcome);
        var two = VerdictComparison.Of(said, Moved(2));
        Assert.Equal(ReplayOutcome.Different, two.Outcome);
        Assert.All(two.Differing, member => Assert.StartsWith("scores.", member, StringComparison.Ordinal));

        Verdict Moved(long by) => said with { Scores = [.. said.Scores.Select(score => score.Unit == ScoreUnit.ProbabilityMillionths ? score with { Value = score.Value + by } : score)] };
    }

    private static Verdict Again(ReplayCorpus corpus, InvoiceState before, Triaged said, byte[]? features, Func<string, string>? other = null, TriagePolicy? policy = null) =>
        VerdictReplay.Again(
            before, said, features, version => new Scorers(corpus.SetOf(other?.Invoke(version) ?? version)), policy ?? Policies(corpus)[Convert.ToHexString(said.Verdict.PolicySha256.AsSpan())], MasterDataSnapshot.None);

    private static Dictionary<string, TriagePolicy> Policies(ReplayCorpus corpus) =>
        corpus.Policies.Select(text => Assert.IsType<PolicyParseResult.Parsed>(PolicyParser.Parse(text)).Policy).ToDictionary(policy => Convert.ToHexString(policy.Sha256.AsSpan()));
}
