using Microsoft.Extensions.Time.Testing;
using Triage.Cli.Output;
using Triage.Cli.Planted;
using Triage.Cli.Submit;
using Triage.Protos.V1;
using Triage.Training.Ledgers;
using Money = Triage.Models.Intake.Money;

namespace Triage.Cli.Tests.Submit;

public sealed class ReportTablesTests
{
    private const string Twin = "invoices/generated-erp/G-2";

    [Theory]
    [InlineData("generated-erp", null, " (generated)")]
    [InlineData("generated-erp", 7ul, " (generated, seed 7)")]
    [InlineData("erp", null, "")]
    public void Show_every_title_says_whether_the_data_is_generated(string source, ulong? seed, string says)
    {
        var text = Text(Report(source) with { GeneratedSeed = seed });
        string[] titles =
        [
            "Verdicts given", "Exceptions by type, in invoices", "Checks, in invoices", "Planted problems, and what triage says of them",
            "The most doubtful invoices", "Refused invoices", "The run", "Verdicts that active mode would give; policy runs in shadow mode",
        ];
        Assert.All(titles, title => Assert.Contains($"\n{title}{says}\n", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Show_doubtful_invoice_names_amount_reasons_and_twin() => Assert.Contains(
        """

        The most doubtful invoices (generated)
           1  invoices/generated-erp/G-1  REVIEW  GBP 1,234.50
              reason  Another invoice may be the same bill.
              twin    invoices/generated-erp/G-2, 90 points: same number 40, same amount 20

        """.ReplaceLineEndings("\n"),
        Text(Report("generated-erp")),
        StringComparison.Ordinal);

    [Fact]
    public void Show_lists_refusals_and_bad_rows_with_their_lines()
    {
        var text = Text(Report("erp"));
        Assert.Contains("\nRefused, for example:\n  line 7: INVALID_ARGUMENT: currency\n", text, StringComparison.Ordinal);
        Assert.Contains("\nBad rows, for example:\n  line 9: no date\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_names_the_file_of_all_rejects()
    {
        Assert.EndsWith("\nEvery bad row and refusal, by its line: /data/rejects.jsonl\n", Text(Report("erp") with { RejectsFile = "/data/rejects.jsonl" }), StringComparison.Ordinal);
        Assert.DoesNotContain("Every bad row", Text(Report("erp")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(123450, "GBP", "GBP 1,234.50")]
    [InlineData(-5, "GBP", "GBP -0.05")]
    [InlineData(1250, "JPY", "JPY 1,250")]
    [InlineData(1250, "KWD", "KWD 1.250")]
    [InlineData(1250, "ZZZ", "1,250 minor units")]
    public void Written_amount_is_in_major_units_of_its_currency(long minor, string currency, string text) => Assert.Equal(text, Money.Written(minor, currency));

    private static string Text(SubmitReport report)
    {
        using var lines = new StringWriter { NewLine = "\n" };
        new ReportTables(new Screen(lines, terminal: false)).Show(report);
        return lines.ToString();
    }

    private static SubmitReport Report(string source)
    {
        var tally = new SubmitTally(new FakeTimeProvider(), new PlantedFindings([new("G-1", "tax_invalid", "TAX_INVALID", null)]));
        var invoice = new Invoice { SourceSystem = source, SourceInvoiceId = "G-1", Currency = "GBP", TotalAmountMinor = 123_450 };
        var verdict = new Verdict
        {
            Kind = VerdictKind.Review,
            WouldBe = VerdictKind.Clear,
            Reasons = { new Reason { Code = ExceptionCode.DuplicateSuspected, Severity = Severity.High, Text = "Another invoice may be the same bill." } },
            Twins = { new Twin { InvoiceId = Twin, Points = 90, Parts = { new EvidencePart { Fact = "same number", Points = 40 }, new EvidencePart { Fact = "same amount", Points = 20 } } } },
            ChecksFailed = { Check.NoTwin },
        };
        tally.Accepted(invoice, new SubmitResponse { InvoiceId = "invoices/generated-erp/G-1", Verdict = verdict }, replay: false, TimeSpan.FromMilliseconds(1));
        tally.Refused(new LedgerInvoice(invoice, "k", 7, 1), "INVALID_ARGUMENT", "currency", TimeSpan.FromMilliseconds(1));
        tally.Bad(new BadRow(9, "no date"));
        return tally.Report();
    }
}
