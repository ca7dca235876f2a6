using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Triage.Models.Features.Profiles;
using Triage.Models.Feed;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.Payloads;
using Triage.Models.Replay;
using Triage.Models.Scoring;

namespace Triage.Grains.Replay;

/// <summary>
/// Folds the feed as profiles were folded, stops at each position that a verdict's scores rest on, and asks again there: the same past gives
/// the same features and scores.
/// </summary>
internal sealed class PastReplay(IFeedIndex feed, IInvoiceLog log, ReplayArtefacts artefacts)
{
    private const int PageEvents = 1024;
    private const int PageBytes = 8 * 1024 * 1024;

    public async IAsyncEnumerable<ReplayPage> AllAsync(ReplayScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await feed.HeadAsync(scope.Tenant, cancellationToken);
        var (asked, damaged) = await AskedAsync(scope, head, cancellationToken);
        yield return new(damaged, 0, asked.Count);
        long gone = 0;
        foreach (var ofVersion in asked.GroupBy(one => one.Version).OrderBy(group => group.Min(one => one.Position)))
        {
            var verdicts = ofVersion.OrderBy(one => one.Past.Position).ThenBy(one => one.Position).ToArray();
            await foreach (var page in OfVersionAsync(scope.Tenant, ofVersion.Key, verdicts, head, cancellationToken))
            {
                gone += page.Length;
                yield return new(page, Math.Min(gone, asked.Count), asked.Count);
            }
        }

        yield return new([], asked.Count, asked.Count);
    }

    /// <summary>Where each verdict stands, and which past it rests on.</summary>
    private async Task<(List<Question> Asked, ImmutableArray<ReplayedVerdict> Damaged)> AskedAsync(ReplayScope scope, FeedHead head, CancellationToken cancellationToken)
    {
        var (asked, damaged) = (new List<Question>(), ImmutableArray.CreateBuilder<ReplayedVerdict>());
        var (versions, histories) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, ImmutableArray<byte>>(StringComparer.Ordinal)); // few, and each named by every verdict
        await foreach (var row in RowsAsync(scope.Tenant, head, cancellationToken))
        {
            if (row.Event.Type != InvoiceEventType.Triaged || !scope.Has(row.Event.AtMicros) || (scope.One is { } one && row.Key != one))
            {
                continue;
            }

            try
            {
                if (Decode(row) is { Verdict: { Profile: { } past } verdict })
                {
                    var version = VerdictReplay.ModelVersionOf(verdict);
                    var name = Convert.ToHexString(past.HistorySha256.AsSpan());
                    versions.TryAdd(version, version);
                    histories.TryAdd(name, past.HistorySha256);
                    asked.Add(new(row.Key, row.Seq, row.Position, versions[version], past with { HistorySha256 = histories[name] }));
                }
            }
            catch (Exception unreadable) when (unreadable is PayloadDamagedException or ReplayException)
            {
                damaged.Add(new Question(row.Key, row.Seq, row.Position, "", new([], 0, 0)).Impossible(new(ReplayProblem.HistoryDamaged, $"The verdict cannot be read: {unreadable.Message}")));
            }
        }

        return (asked, damaged.ToImmutable());
    }

    private async IAsyncEnumerable<ImmutableArray<ReplayedVerdict>> OfVersionAsync(
        string tenant, string version, Question[] asked, FeedHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await FindAsync(version);
        if (found.Package is not { } package)
        {
            yield return [.. asked.Select(one => one.Impossible(found.Missing))];
            yield break;
        }

        using var profiles = new Scoring.TenantProfiles(package.History, package.HistorySha256, package.Scorers.Fields);
        var scorers = new Scorers(package.Scorers);
        var steps = new ProfileSteps(async (key, token) => (await log.ReadAsync(key, token)).Select(stored => stored.Event).OfType<Received>().FirstOrDefault());
        var next = 0;
        await foreach (var row in RowsAsync(tenant, head, cancellationToken))
        {
            var replayed = await UpToAsync(row.Position);
            if (!replayed.IsEmpty)
            {
                yield return replayed;
            }

            if (next == asked.Length)
            {
                yield break;
            }

            if (await StepAsync(steps, row, cancellationToken) is { } step)
            {
                profiles.Fold([step], head.Epoch, row.Position);
            }
        }

        if (await UpToAsync(long.MaxValue) is { IsEmpty: false } rest)
        {
            yield return rest;
        }

        async ValueTask<ImmutableArray<ReplayedVerdict>> UpToAsync(long position)
        {
            var replayed = ImmutableArray.CreateBuilder<ReplayedVerdict>();
            for (; next < asked.Length && asked[next].Past.Position < position; next++)
            {
                if (await AgainAsync(asked[next], head.Epoch, package.HistorySha256, scorers, profiles, cancellationToken) is { } again)
                {
                    replayed.Add(again);
                }
            }

            return replayed.DrainToImmutable();
        }
    }

    private async ValueTask<ReplayedVerdict?> AgainAsync(
        Question asked, long epoch, ImmutableArray<byte> historySha256, Scorers scorers, Scoring.TenantProfiles profiles, CancellationToken cancellationToken)
    {
        var isRestored = asked.Past.Position > 0 && asked.Past.Epoch != epoch; // before the first event every epoch is the same
        if (isRestored || !asked.Past.HistorySha256.AsSpan().SequenceEqual(historySha256.AsSpan()))
        {
            return asked.Impossible(new(ReplayProblem.PastUnknown, isRestored
                ? $"The verdict rests on a past before a backup was restored (epoch {asked.Past.Epoch}, now {epoch})."
                : "The version's history is not the one that the verdict rests on."));
        }

        JudgedInvoice judged;
        try
        {
            judged = JudgedInvoice.Find(await log.ReadAsync(asked.Key, cancellationToken), asked.Seq);
        }
        catch (ReplayException missing)
        {
            return asked.Impossible(missing.Finding);
        }
        catch (Exception damaged) when (damaged is PayloadDamagedException or IllegalTransitionException)
        {
            return asked.Impossible(new(ReplayProblem.HistoryDamaged, $"The invoice's history cannot be folded: {damaged.Message}"));
        }

        var (before, said) = judged;
        if (said is not { Verdict: { Profile: { } past } verdict } || VerdictReplay.ModelVersionOf(before, verdict) is null)
        {
            return null; // took over what was said before
        }

        var superseded = before.Supersedes is { } old ? InvoiceKey.IdPrefix + old : null;
        var isExplained = verdict.Basis?.AreScoresExplained ?? verdict.Scores.Any(score => !score.Contributions.IsEmpty);
        var sheet = profiles.Read((profile, _) => scorers.Score(asked.Key.InvoiceId, before.Invoice, superseded, profile, past, isExplained, isKept: true));
        var (outcome, findings) = PastComparison.Of(verdict, sheet);
        return asked.Replayed(said, outcome, findings);
    }

    private async Task<(Triage.Models.Scoring.Packages.ModelPackage? Package, ReplayFinding Missing)> FindAsync(string version)
    {
        try
        {
            return (await artefacts.ModelsAsync(version), new(ReplayProblem.ModelsUnknown, ""));
        }
        catch (ReplayException missing)
        {
            return (null, missing.Finding);
        }
    }

    private async IAsyncEnumerable<FeedRow> RowsAsync(string tenant, FeedHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long position = 0; position < head.Position;)
        {
            var page = await feed.ReadAsync(tenant, position, PageEvents, PageBytes, cancellationToken);
            if (page.IsEmpty)
            {
                yield break;
            }

            foreach (var row in page)
            {
                yield return row;
            }

            position = page[^1].Position;
        }
    }

    // An event that nobody can read was left out of the profiles then, too.
    private static async ValueTask<ProfileStep?> StepAsync(ProfileSteps steps, FeedRow row, CancellationToken cancellationToken)
    {
        try
        {
            return await steps.OfAsync(row, cancellationToken);
        }
        catch (PayloadDamagedException)
        {
            return null;
        }
    }

    private static Triaged? Decode(FeedRow row) => EventCodec.Decode(row.Event.Type, row.Event.AtMicros, row.Event.Payload, sensitive: null) as Triaged;

    private sealed record Question(InvoiceKey Key, long Seq, long Position, string Version, ProfileStamp Past)
    {
        public ReplayedVerdict Impossible(ReplayFinding finding) => new(Key, Seq, 0, VerdictKind.Pending, Version, "", [], ReplayOutcome.Impossible, [finding]);

        public ReplayedVerdict Replayed(Triaged said, ReplayOutcome outcome, ImmutableArray<ReplayFinding> findings) =>
            new(Key, Seq, said.AtMicros, said.Verdict.Kind, Version, said.Verdict.GateVersion, said.Verdict.PolicySha256, outcome, findings);
    }
}
