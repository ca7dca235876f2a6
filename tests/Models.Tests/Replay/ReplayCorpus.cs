using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Triage.Models.Features.Profiles;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Replay;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Tests.Scoring;
using Triage.TestKit;

namespace Triage.Models.Tests.Replay;

/// <summary>
/// Verdicts as a store held them, with everything that they rest on: one file a gate, made once and never again. The models are
/// drawn trees of a few splits, so that they are small and disagree with each other.
/// </summary>
internal sealed record ReplayCorpus(string Gate, ImmutableArray<string> Policies, ImmutableDictionary<string, ReplayCorpus.Models> ModelsByVersion, ImmutableArray<ReplayCorpus.History> Histories)
{
    private static readonly JsonSerializerOptions Written = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static IEnumerable<string> Gates => Directory.GetFiles(Folder(), "gate-*.json").Select(file => Path.GetFileNameWithoutExtension(file)["gate-".Length..]).Order(StringComparer.Ordinal);

    public static ReplayCorpus Read(string gate) => JsonSerializer.Deserialize<ReplayCorpus>(File.ReadAllText(FileOf(gate))) ?? throw new InvalidOperationException($"The corpus of gate {gate} is empty.");

    public void Write() => File.WriteAllText(FileOf(Gate), JsonSerializer.Serialize(this, Written) + "\n");

    public ScorerSet SetOf(string version) => ModelsByVersion[version].ToSet(version);

    /// <summary>Every verdict with the invoice before it.</summary>
    public IEnumerable<(InvoiceState Before, Triaged Said, byte[]? Features)> Verdicts()
    {
        foreach (var history in Histories)
        {
            InvoiceState? state = null;
            foreach (var stored in history.Events)
            {
                var happened = stored.Decode();
                if (happened is Triaged said && state is not null)
                {
                    yield return (state, said, stored.Features);
                }

                state = InvoiceState.Apply(state, happened);
            }
        }
    }

    /// <summary>Bills of a few suppliers, a third of them copies, judged by three versions of models or by none, under two policies.</summary>
    public static ReplayCorpus Make()
    {
        var versions = Enumerable.Range(1, 3).ToImmutableDictionary(n => $"drawn-{n}", n => Models.Drawn(n));
        TriagePolicy[] policies = [DefaultPolicy.Load(), HoldingPolicy.Parse()];
        var histories = ImmutableArray.CreateBuilder<History>();
        var profiles = new Profiles();
        for (var n = 0; n < 40; n++)
        {
            var version = n % 8 == 7 ? null : $"drawn-{n % 3 + 1}";
            var scorers = version is null ? null : new Scorers(versions[version].ToSet(version));
            histories.Add(new History([.. Events(n, policies[n / 2 % 2], scorers, profiles).Select(StoredEvent.Of)]));
        }

        return new(Triage.Models.Gating.Gate.Version, [.. policies.Select(policy => policy.Text)], versions, histories.ToImmutable());
    }

    private static IEnumerable<InvoiceEvent> Events(int n, TriagePolicy policy, Scorers? scorers, Profiles profiles)
    {
        var bill = Bill(n);
        var received = new Received { AtMicros = At(n), Actor = "host", Invoice = bill, PayloadSha256 = InvoiceCodec.HashOf(bill) };
        yield return received;
        var state = InvoiceState.Apply(null, received);
        var triaged = Judged(n, state, TriageCause.Received, policy, scorers, profiles);
        yield return triaged;
        state = InvoiceState.Apply(state, triaged);
        profiles.Add(bill.SourceInvoiceId, bill);
        profiles.Confirm(bill.SourceInvoiceId, bill);
        if (n % 4 != 0)
        {
            yield break;
        }

        var provided = new ReferenceProvided { AtMicros = At(n) + 60_000_000, Actor = "host", Reference = Reference.PurchaseOrder, Value = $"PO-{n}" };
        yield return provided;
        state = InvoiceState.Apply(state, provided);
        yield return Judged(n, state, TriageCause.ReferenceProvided, policy, scorers: null, profiles);
    }

    private static Triaged Judged(int n, InvoiceState state, TriageCause cause, TriagePolicy policy, Scorers? scorers, Profiles profiles)
    {
        var at = At(n) + (cause == TriageCause.Received ? 1_000 : 61_000_000);
        var fresh = scorers?.Score(state.Invoice.SourceInvoiceId, state.Invoice, null, profiles, new([1, 2, 3], 1, n), policy.Mode == PolicyMode.Shadow, isKept: true);
        var twins = n % 3 == 1 ? new TwinSearch { Twins = [new Twin { InvoiceId = "invoices/erp/other", Points = 40 + n, Credited = n % 2 == 0, Parts = [] }], KeysOverflowed = n % 5, NumberKeysOverflowed = n % 2 } : TwinSearch.Nothing;
        var input = state.Asked(cause, policy, MasterDataSnapshot.None, new DateOnly(2026, 3, 10), at) with
        {
            Twins = twins,
            Sheet = KeptScores.Of(state) ?? fresh ?? (n % 16 == 15 ? ScoreSheet.AllMissing(["coding"]) : ScoreSheet.None),
            SupersessionFailed = n % 13 == 4,
        };
        return new() { AtMicros = at, Actor = InvoiceEvent.TriageActor, Cause = cause, Verdict = GateVersions.Of(Triage.Models.Gating.Gate.Version)(input) };
    }

    private static long At(int n) => 1_773_100_000_000_000 + n * 3_600_000_000L;

    private static Invoice Bill(int n)
    {
        var chance = new Random(n);
        var sample = Samples.Invoice($"bill{n}", $"INV-{chance.Next(10_000, 10_020)}");
        var amounts = Enumerable.Range(0, chance.Next(1, 3)).Select(_ => chance.Next(1, 40) * 250L).ToArray();
        return sample with
        {
            Kind = n % 9 == 8 ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
            SupplierId = $"S{chance.Next(4)}",
            PurchaseOrder = n % 3 == 0 ? null : "PO-1",
            NetMinor = n % 10 == 3 ? 1 : amounts.Sum(),
            TaxMinor = null,
            TotalMinor = amounts.Sum(),
            Lines = [.. amounts.Select((amount, line) => new InvoiceLine { LineId = $"{line + 1}", AmountMinor = amount, AccountCode = n % 5 == 0 ? null : $"7{chance.Next(4):000}" })],
        };
    }

    private static string FileOf(string gate) => Path.Combine(Folder(), $"gate-{gate}.json");

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "Corpus");

    internal sealed record Models(byte[] Duplicate, byte[] Coding)
    {
        public static Models Drawn(int seed) => new(
            DuplicateModelCodec.Encode(SampleModels.Duplicate with { RowScorer = DrawnTree.Ensemble(2 * seed, SampleModels.Duplicate.RowScorer.FeaturesCount, 3) }),
            CodingModelCodec.Encode(SampleModels.Coding with { RowScorer = DrawnTree.Ensemble(2 * seed + 1, SampleModels.Coding.RowScorer.FeaturesCount, 3) }));

        public ScorerSet ToSet(string version) => new()
        {
            Version = version,
            Duplicate = (DuplicateModelCodec.Decode(Duplicate), new(version, [.. System.Security.Cryptography.SHA256.HashData(Duplicate)])),
            Coding = (CodingModelCodec.Decode(Coding), new(version, [.. System.Security.Cryptography.SHA256.HashData(Coding)])),
        };
    }

    internal sealed record History(ImmutableArray<StoredEvent> Events);

    internal sealed record StoredEvent(InvoiceEventType Type, long AtMicros, byte[] Payload, byte[]? Sensitive, byte[]? Features)
    {
        public static StoredEvent Of(InvoiceEvent happened)
        {
            var encoded = EventCodec.Encode(happened);
            return new(encoded.Type, encoded.AtMicros, encoded.Payload, encoded.Sensitive, encoded.Features);
        }

        public InvoiceEvent Decode() => EventCodec.Decode(Type, AtMicros, Payload, Sensitive);
    }
}
