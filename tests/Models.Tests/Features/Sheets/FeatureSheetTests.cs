using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;
using Triage.Models.Payloads;
using Triage.Models.Scoring;
using Triage.Models.Tests.Scoring;
using Triage.TestKit;

namespace Triage.Models.Tests.Features.Sheets;

public sealed class FeatureSheetTests
{
    private static readonly ModelStamp Stamp = new(SampleModels.Version, [1, 2, 3]);
    private static readonly ProfileStamp Past = new([9], 1, 7);

    private readonly Profiles _profiles = new([CodeField.AccountCode, CodeField.CostCentre]);

    public FeatureSheetTests()
    {
        for (var n = 0; n < 150; n++)
        {
            var bill = Bill(n);
            _profiles.Add(bill.SourceInvoiceId, bill);
            _profiles.Confirm(bill.SourceInvoiceId, bill);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Score_of_what_was_taken_down_is_the_score_that_was_given_but_for_sentences(bool isExplained)
    {
        var asks = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var scorers = new Scorers(Drawn(seed));
            var again = new Scorers(scorers.Set);
            foreach (var invoice in Enumerable.Range(0, 40).Select(n => Bill(500 + 41 * seed + n)))
            {
                var given = scorers.Score("asked", invoice, null, _profiles, Past, isExplained, isKept: true);
                var asked = FeatureSheetCodec.Decode(given.Features.AsSpan());
                asks += asked.Pairs!.Others.Length + asked.Lines.Sum(line => line.Codes.Length);
                Assert.Equal(
                    Print(given with { Features = [], FeaturesSha256 = [], Scores = [.. given.Scores.Select(score => score with { Sentences = [] })] }),
                    Print(again.Score(invoice, asked, Past, isExplained)));
            }
        }

        Assert.True(asks > 5_000, $"{asks} candidates say too little.");
    }

    [Fact]
    public void Score_by_another_model_of_the_same_vectors_is_what_it_would_have_said()
    {
        var (live, other) = (new Scorers(Drawn(1)), new Scorers(Drawn(2)));
        var differ = 0;
        foreach (var invoice in Enumerable.Range(500, 60).Select(Bill))
        {
            var asked = FeatureSheetCodec.Decode(live.Score("asked", invoice, null, _profiles, Past, isExplained: false, isKept: true).Features.AsSpan());
            var itself = other.Score("asked", invoice, null, _profiles, Past, isExplained: false, isKept: false);
            var stored = other.Score(invoice, asked, Past, isExplained: false);
            Assert.Equal(itself.Scores.Select(score => (score.Scorer, score.Value, score.About)), stored.Scores.Select(score => (score.Scorer, score.Value, score.About)));
            differ += live.Score(invoice, asked, Past, isExplained: false).Scores[0].Value == stored.Scores[0].Value ? 0 : 1;
        }

        Assert.NotEqual(0, differ);
    }

    [Fact]
    public void Decode_of_bytes_that_end_early_is_refused_and_of_changed_ones_never_more_than_that()
    {
        var bytes = new Scorers(Drawn(3)).Score("asked", Bill(501), null, _profiles, Past, isExplained: false, isKept: true).Features.ToArray();
        var whole = FeatureSheetCodec.Decode(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            // What ends behind a whole part says less, and nothing else.
            if (Tried(bytes.AsSpan(0, length)) is { } read)
            {
                Assert.True(read.Lines.Length < whole.Lines.Length);
            }
        }

        var chance = new Random(7);
        for (var time = 0; time < 3_000; time++)
        {
            var changed = bytes.ToArray();
            changed[chance.Next(changed.Length)] ^= (byte)(1 << chance.Next(8));
            Tried(changed);
        }

        static FeatureSheet? Tried(ReadOnlySpan<byte> bytes)
        {
            try
            {
                return FeatureSheetCodec.Decode(bytes);
            }
            catch (Exception refused) when (refused is PayloadDamagedException or FeatureSchemaException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void Decode_vectors_of_another_schema_are_refused_by_name()
    {
        var bytes = new Scorers(Drawn(3)).Score("asked", Bill(501), null, _profiles, Past, isExplained: false, isKept: true).Features.ToArray();
        bytes[2] ^= 1; // behind version and part
        var refused = Assert.Throws<FeatureSchemaException>(() => FeatureSheetCodec.Decode(bytes));
        Assert.Contains($"{DuplicateFeatures.Schema.Tag:x16}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheet_takes_a_third_of_what_its_numbers_do()
    {
        var (kept, plain) = (0, 0);
        var scorers = new Scorers(Drawn(4));
        foreach (var invoice in Enumerable.Range(500, 100).Select(Bill))
        {
            var bytes = scorers.Score("asked", invoice, null, _profiles, Past, isExplained: false, isKept: true).Features;
            var asked = FeatureSheetCodec.Decode(bytes.AsSpan());
            kept += bytes.Length;
            plain += sizeof(float) * (asked.Pairs!.Rows.Length + asked.Lines.Sum(line => line.Rows.Length));
        }

        Assert.True(3 * kept < plain, $"{kept} bytes of {plain}");
    }

    private static ScorerSet Drawn(int seed) => new()
    {
        Version = SampleModels.Version,
        Duplicate = (SampleModels.Duplicate with { RowScorer = DrawnTree.Ensemble(3 * seed, DuplicateFeatures.Schema.Count, 20) }, Stamp),
        Coding = (SampleModels.Coding with { RowScorer = DrawnTree.Ensemble(3 * seed + 1, CodingFeatures.Schema.Count, 40) }, Stamp),
        CostCentre = (SampleModels.Coding with { RowScorer = DrawnTree.Ensemble(3 * seed + 2, CodingFeatures.Schema.Count, 10) }, Stamp),
    };

    private static Invoice Bill(int n)
    {
        var chance = new Random(n);
        var sample = Samples.Invoice($"bill{n}", $"INV-{chance.Next(10_000, 10_090)}");
        return sample with
        {
            SupplierId = $"S{chance.Next(6)}",
            CostCentre = null,
            Lines = [.. Enumerable.Range(1, chance.Next(1, 4)).Select(line => sample.Lines[0] with
            {
                LineId = $"{line}",
                AmountMinor = chance.Next(1, 40) * 250,
                AccountCode = $"7{chance.Next(9):000}",
                CostCentre = n >= 500 && chance.Next(3) == 0 ? null : $"CC{chance.Next(5)}",
            })],
        };
    }

    private static string Print(ScoreSheet sheet) => System.Text.Json.JsonSerializer.Serialize(sheet);
}
