using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Replay;
using Triage.Models.Scoring;

namespace Triage.Grains.Replay;

/// <summary>Computes verdicts again, one invoice at a time. Keeps scorers with their working memory, so each thread needs its own.</summary>
internal sealed class ReplayWorker(ReplayArtefacts artefacts)
{
    private readonly Dictionary<string, Scorers> _scorers = new(StringComparer.Ordinal);

    /// <param name="seqs">The verdicts that are asked about.</param>
    /// <param name="features">Those kept beside them, by their verdicts' places in the history.</param>
    public async ValueTask<ImmutableArray<ReplayedVerdict>> ReplayAsync(InvoiceKey key, ImmutableArray<StoredEvent> history, IReadOnlySet<long> seqs, IReadOnlyDictionary<long, byte[]> features)
    {
        var replayed = ImmutableArray.CreateBuilder<ReplayedVerdict>(seqs.Count);
        InvoiceState? state = null;
        foreach (var stored in history)
        {
            if (state is not null && stored.Event is Triaged said && seqs.Contains(stored.Seq))
            {
                replayed.Add(await ReplayAsync(key, stored.Seq, state, said, features.GetValueOrDefault(stored.Seq)));
            }

            state = InvoiceState.Apply(state, stored.Event);
        }

        return replayed.ToImmutable();
    }

    private async ValueTask<ReplayedVerdict> ReplayAsync(InvoiceKey key, long seq, InvoiceState before, Triaged said, byte[]? features)
    {
        var verdict = said.Verdict;
        var replayed = new ReplayedVerdict(key, seq, said.AtMicros, verdict.Kind, null, verdict.GateVersion, verdict.PolicySha256, ReplayOutcome.Impossible, []);
        try
        {
            var version = VerdictReplay.ModelVersionOf(before, verdict);
            replayed = replayed with { ModelVersion = version };
            var policy = await artefacts.PolicyAsync(verdict.PolicySha256);
            var masterData = await artefacts.MasterDataAsync(verdict.MasterData);
            if (version is not null)
            {
                Prove(verdict, await ScorersAsync(version));
            }

            var again = VerdictReplay.Again(before, said, features, name => _scorers[name], policy, masterData);
            var comparison = VerdictComparison.Of(verdict, again);
            return replayed with { Outcome = comparison.Outcome, Findings = [.. comparison.Differing.Select(member => new ReplayFinding(ReplayProblem.VerdictDiffers, member))] };
        }
        catch (ReplayException missing)
        {
            return replayed with { Findings = [missing.Finding] };
        }
        catch (Exception unexpected) when (unexpected is not (OperationCanceledException or StoreUnavailableException))
        {
            // Bytes that nobody wrote may say anything; the other invoices go on.
            return replayed with { Findings = [new(ReplayProblem.HistoryDamaged, $"The verdict cannot be computed: {unexpected.GetType().Name}.")] };
        }
    }

    private async ValueTask<ScorerSet> ScorersAsync(string version)
    {
        if (!_scorers.TryGetValue(version, out var scorers))
        {
            _scorers[version] = scorers = new((await artefacts.ModelsAsync(version)).Scorers);
        }

        return scorers.Set;
    }

    /// <summary>The verdict names the hash of each model that scored; the version's models must be those.</summary>
    private static void Prove(Verdict verdict, ScorerSet set)
    {
        foreach (var score in verdict.Scores.Where(score => !score.ModelSha256.IsEmpty))
        {
            if (set.StampOf(score.Scorer) is not { } stamp || !stamp.Sha256.AsSpan().SequenceEqual(score.ModelSha256.AsSpan()))
            {
                throw new ReplayException(ReplayProblem.ModelsDamaged, $"The {score.Scorer} model of version {score.ModelVersion} is not the one that scored: its SHA-256 differs.");
            }
        }
    }
}
