using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.TestKit;
using Triage.Training.Duplicates;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Duplicates;

public sealed class CopyTruthTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Label_csv_json_and_side_files_of_the_generator_say_the_same()
    {
        var csv = Read("truth.csv", "source_invoice_id,copy_of,kind\nb,a,re_scan\nc,,\nd,,none\nx,a,re_scan\n");
        var json = Read("truth.jsonl", """
            {"source_invoice_id": "b", "copy_of": "a", "kind": "re_scan"}

            {"source_invoice_id": "x", "copy_of": "a", "kind": "re_scan"}
            """);
        var made = Read("made.csv", "source_invoice_id,problem,exception,related_source_invoice_id\nb,re_scan,DUPLICATE_SUSPECTED,a\nc,tax_invalid,TAX_INVALID,\nx,re_scan,DUPLICATE_SUSPECTED,a\n");
        foreach (var truth in new[] { csv, json, made })
        {
            var (bills, unmatched) = truth.Label(Bills("a", "b", "c", "d"));
            Assert.Equal([null, "re_scan", null, null], bills.Select(bill => bill.Copy));
            Assert.Equal("a", bills[1].OriginalId);
            Assert.Equal(1, unmatched);
        }
    }

    [Fact]
    public void Label_a_copy_that_came_before_its_original_changes_places_with_it()
    {
        var (bills, _) = Read("t.csv", "source_invoice_id,copy_of,kind\nmoved,first,moved_date\nagain,first,re_scan\n").Label(Bills("moved", "other", "first", "again"));
        Assert.Equal([null, null, "moved_date", "re_scan"], bills.Select(bill => bill.Copy));
        Assert.All(bills.Where(bill => bill.Copy is not null), bill => Assert.Equal("moved", bill.OriginalId));
        Assert.Equal(2, bills.Select(bill => bill.CountedAs).OfType<string>().Distinct().Count());
    }

    [Fact]
    public void Label_parts_of_a_split_count_once_and_copies_of_copies_are_copies_of_the_first()
    {
        var (bills, _) = Read("t.csv", "source_invoice_id,copy_of,kind\np1,a,split\np2,a,split\nc,b,alias\nd,c,\n").Label(Bills("a", "b", "p1", "p2", "c", "d"));
        Assert.Equal(bills[2].CountedAs, bills[3].CountedAs);
        Assert.Equal("b", bills[5].OriginalId);
        Assert.Equal("copy", bills[5].Copy);
        Assert.NotEqual(bills[4].CountedAs, bills[5].CountedAs);
    }

    [Fact]
    public void Label_decoys_are_no_copies_whatever_they_resemble()
    {
        var (bills, _) = Read("t.csv", "source_invoice_id,copy_of,kind\nb,a,recurring\nc,,credit_and_rebill\nd,a,re_scan\n").Label(Bills("a", "b", "c", "d"));
        Assert.Equal([null, "recurring", "credit_and_rebill", null], bills.Select(bill => bill.Decoy));
        Assert.Equal([null, null, null, "re_scan"], bills.Select(bill => bill.Copy));
    }

    [Fact]
    public void Label_a_copy_that_kept_the_id_is_the_later_of_the_two()
    {
        var (bills, _) = Read("t.csv", "source_invoice_id,copy_of\na,a\n").Label(Bills("a", "b", "a"));
        Assert.Equal([null, null, "copy"], bills.Select(bill => bill.Copy));
    }

    [Fact]
    public void Label_columns_of_the_key_name_both_bills()
    {
        string Id(string number) => LedgerKey.OfParts([(false, number), (true, "ACME LTD")]);
        foreach (var text in new[] { "transaction_no,supplier,copy_of_transaction_no,copy_of_supplier,kind\n2,ACME LTD,1,ACME LTD,re_scan\n", "transaction_no,copy_of_transaction_no,kind\n2,1,re_scan\n" })
        {
            var (bills, _) = Read("k.csv", text, "nhs-spend").Label(Bills(Id("1"), Id("2")));
            Assert.Equal([null, "re_scan"], bills.Select(bill => bill.Copy));
        }
    }

    [Theory]
    [InlineData("a.csv", "source_invoice_id,copy_of,kind\nb,a,re_scan\nc,,alias\n", "line 3: c is of the kind alias")]
    [InlineData("b.csv", "id,copy_of,kind\nb,a,alias\n", "line 2: there is no source_invoice_id")]
    [InlineData("c.csv", "source_invoice_id,copy_of,kind\ny,x,alias\n", "names no copy")]
    [InlineData("d.csv", "source_invoice_id,copy_of,kind\nb,b,alias\n", "line 2: b cannot be a copy of itself")]
    [InlineData("e.csv", "source_invoice_id,copy_of,kind\nb,a,alias\nb,c,alias\n", "line 3: b is a copy of another bill by line 2")]
    [InlineData("f.csv", "source_invoice_id,copy_of,kind\nb,a,alias\na,b,alias\n", "copies of each other")]
    [InlineData("g.jsonl", "{\"source_invoice_id\": \"b\", \"copy_of\": \"a\"}\n{\n", "line 2 is no JSON object")]
    [InlineData("h.csv", "source_invoice_id,copy_of,kind\nb,a,alias,more\n", "line 2: the row has 4 cells")]
    [InlineData("i.csv", "", "line 1: the file is")]
    [InlineData("j.csv", "source_invoice_id,copy_of,kind\n", "has no rows")]
    public void Label_what_is_no_truth_says_where_and_why(string name, string text, string why) =>
        Assert.Contains(why, Assert.Throws<TrainingException>(() => Read(name, text).Label(Bills("a", "b", "c"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_judged_bills_come_after_what_is_learned_from_whatever_their_dates_say()
    {
        var cut = new DateOnly(2024, 3, 1);
        var bills = ReceivedLedger.Of(
            [Bill("old", cut.AddDays(-2))],
            [Bill("later", cut.AddDays(5)), Bill("undated", null), Bill("moved", cut.AddDays(-9)), Bill("received", cut.AddDays(1)) with { ReceiptDate = cut.AddDays(7) }],
            cut.DayNumber);
        Assert.Equal(["old", "moved", "later", "undated", "received"], bills.Select(bill => bill.Invoice.SourceInvoiceId));
        Assert.All(bills.Skip(1), bill => Assert.True(bill.ReceivedDay >= cut.DayNumber));
    }

    public void Dispose() => _folder.Dispose();

    private CopyTruth Read(string name, string text, string? mapping = null)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return CopyTruth.Read(path, mapping);
    }

    private static ImmutableArray<ReceivedBill> Bills(params string[] ids) => [.. ids.Select((id, day) => new ReceivedBill(Bill(id, new DateOnly(2024, 1, 1)), day))];

    private static Invoice Bill(string id, DateOnly? issued) => new() { SourceSystem = "erp", SourceInvoiceId = id, Kind = InvoiceKind.Invoice, Currency = "GBP", IssueDate = issued, TotalMinor = 100, Lines = [] };
}
