using System.Collections.Immutable;
using Triage.TestKit;
using Triage.Training.Anomaly;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Anomaly;

public sealed class AnomalyTruthTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Label_csv_and_json_lines_say_the_same()
    {
        var csv = Read("truth.csv", "source_invoice_id,kind\n3,wrong_code\n5,Anything at all\n7,\n8,none\nelsewhere,wrong_code\n");
        var json = Read("truth.jsonl", """
            {"source_invoice_id": "3", "kind": "wrong_code"}
            {"source_invoice_id": 5, "kind": "Anything at all"}

            {"source_invoice_id": "7", "kind": null}
            {"source_invoice_id": "8", "kind": "none"}
            {"source_invoice_id": "elsewhere", "kind": "wrong_code"}
            """);
        foreach (var truth in new[] { csv, json })
        {
            var (ledger, unmatched) = truth.Label(Ledger("1", "3", "5", "7", "8"));
            Assert.Equal([null, "wrong_code", "Anything at all", null, null], ledger.Select(bill => bill.Kind));
            Assert.Equal(1, unmatched);
        }
    }

    [Fact]
    public void Label_side_files_of_the_generator_are_truths_too()
    {
        var (ledger, _) = Read("made.csv", "source_invoice_id,problem,exception,related_source_invoice_id\n3,tax_invalid,TAX_INVALID,\n").Label(Ledger("3", "4"));
        Assert.Equal(["tax_invalid", null], ledger.Select(bill => bill.Kind));
    }

    [Fact]
    public void Label_columns_of_the_key_name_an_invoice_whole_or_by_their_start()
    {
        var id = LedgerKey.OfParts([(false, "100"), (true, "ACME LTD")]);
        var whole = Read("whole.csv", "transaction_no,supplier,kind\n100,ACME LTD,wrong_code\n", "nhs-spend");
        var start = Read("start.csv", "transaction_no,kind\n100,wrong_code\n200,wrong_code\n", "nhs-spend");
        Assert.Equal("wrong_code", whole.Label(Ledger(id)).Ledger[0].Kind);
        // Two suppliers share the second number: nobody can say which is meant.
        var (ledger, unmatched) = start.Label(Ledger(id, "200/a", "200/b"));
        Assert.Equal(["wrong_code", null, null], ledger.Select(bill => bill.Kind));
        Assert.Equal(1, unmatched);
    }

    [Theory]
    [InlineData("a.csv", "source_invoice_id,what\n1,x\n", "no kind")]
    [InlineData("b.csv", "id,kind\n1,x\n", "no source_invoice_id")]
    [InlineData("c.csv", "source_invoice_id,kind\n99,x\n", "names no invoice")]
    [InlineData("d.jsonl", "{\"source_invoice_id\"\n", "no JSON object")]
    [InlineData("e.jsonl", "null\n", "no JSON object")]
    [InlineData("f.csv", "source_invoice_id,kind\n", "no rows")]
    public void Read_what_is_no_truth_says_why(string name, string text, string why) =>
        Assert.Contains(why, Assert.Throws<TrainingException>(() => Read(name, text).Label(Ledger("1"))).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private AnomalyTruth Read(string name, string text, string? mapping = null)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return AnomalyTruth.Read(path, mapping);
    }

    private static ImmutableArray<LabelledInvoice> Ledger(params string[] ids) => PlantedAnomalies.Ordered(ids.Select(id => MadeLedger.Bill(id, 1, MadeLedger.First, 100)));
}
