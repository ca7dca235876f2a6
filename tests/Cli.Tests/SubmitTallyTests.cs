using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Triage.Cli.Output;
using Triage.Cli.Submit;
using Triage.Protos.V1;
using Triage.Training.Ledgers;

namespace Triage.Cli.Tests;

public sealed class SubmitTallyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SubmitTally _tally;

    public SubmitTallyTests() => _tally = new SubmitTally(_time);

    [Fact]
    public void Report_adds_up_verdicts_exceptions_and_checks()
    {
        _tally.Accepted(Invoice(lines: 2), Answer("a", Verdict()), replay: false, TimeSpan.FromMilliseconds(4));
        _tally.Accepted(Invoice(lines: 3), Answer("b", Verdict()), replay: true, TimeSpan.FromMilliseconds(4));
        _tally.Refused(new LedgerInvoice(Invoice(lines: 1), "k", 7, 1), "INVALID_ARGUMENT", "currency", TimeSpan.FromMilliseconds(4));
        _tally.Bad(new BadRow(9, "no date"));
        _time.Advance(TimeSpan.FromSeconds(2));
        var report = _tally.Report();

        Assert.Equal((2, 5, 1, 1), (report.Invoices, report.Lines, report.Replayed, report.BadRows));
        Assert.Equal(2, report.Verdicts["REVIEW"]);
        Assert.Equal(2, report.WouldBe["CLEAR"]);
        // Two reasons with one code are one invoice with that exception.
        Assert.Equal(2, report.Exceptions["DUPLICATE_SUSPECTED"]);
        Assert.Equal((0, 2, 0), Counts(report, "NO_TWIN"));
        Assert.Equal((2, 0, 0), Counts(report, "LINES_SUM_TO_NET"));
        Assert.Equal((0, 0, 2), Counts(report, "TAX_PLAUSIBLE"));
        Assert.Equal(1, report.Refused["INVALID_ARGUMENT"]);
        Assert.Equal(["line 7: INVALID_ARGUMENT: currency"], report.RefusedExamples);
        Assert.Equal(["line 9: no date"], report.BadRowExamples);
        Assert.Equal(1.5, report.PerSecond);
        Assert.InRange(report.P50Ms, 3.9, 4.1);
    }

    [Fact]
    public void ToExitCode_business_verdicts_are_ok()
    {
        _tally.Accepted(Invoice(lines: 2), Answer("a", Verdict()), replay: false, TimeSpan.Zero);
        Assert.Equal(0, _tally.Report().ToExitCode());
    }

    [Theory]
    [InlineData("INVALID_ARGUMENT", 5)]
    [InlineData("RESOURCE_EXHAUSTED", 5)]
    [InlineData("UNAVAILABLE", 3)]
    public void ToExitCode_refusal_is_never_ok(string status, int exitCode)
    {
        _tally.Accepted(Invoice(lines: 2), Answer("a", Verdict()), replay: false, TimeSpan.Zero);
        _tally.Bad(new BadRow(9, "no date"));
        _tally.Refused(new LedgerInvoice(Invoice(lines: 1), "k", 7, 1), status, "", TimeSpan.Zero);
        Assert.Equal(exitCode, _tally.Report().ToExitCode());
        Assert.Equal([$"line 7: {status}"], _tally.Report().RefusedExamples);
    }

    [Fact]
    public void ToExitCode_bad_row_is_5()
    {
        _tally.Accepted(Invoice(lines: 2), Answer("a", Verdict()), replay: false, TimeSpan.Zero);
        _tally.Bad(new BadRow(9, "no date"));
        Assert.Equal(5, _tally.Report().ToExitCode());
    }

    [Fact]
    public void Report_of_nothing_is_all_zero()
    {
        var report = _tally.Report();
        Assert.Equal((0, 0.0, 0.0), (report.Invoices, report.PerSecond, report.P99Ms));
    }

    [Fact]
    public void Report_compares_the_first_with_the_last_100000()
    {
        var (invoice, answer) = (Invoice(lines: 1), Answer("a", verdict: null));
        for (int i = 0; i < 250_000; i++)
        {
            _time.Advance(TimeSpan.FromMicroseconds(i < 125_000 ? 10 : 20));
            _tally.Accepted(invoice, answer, replay: false, TimeSpan.FromMilliseconds(1));
        }

        var report = _tally.Report();
        Assert.Equal(100_000, report.First100kPerSecond!.Value, 1.0);
        Assert.Equal(50_000, report.Last100kPerSecond!.Value, 1.0);
    }

    [Fact]
    public void Report_as_json_has_the_promised_names()
    {
        _tally.Accepted(Invoice(lines: 1), Answer("a", Verdict()), replay: false, TimeSpan.FromMilliseconds(4));
        using var json = JsonDocument.Parse(JsonOutput.Serialize(_tally.Report()));

        string[] promised = ["invoices", "lines", "verdicts", "would_be", "exceptions", "checks", "per_second", "p50_ms", "p99_ms", "bad_rows", "replayed", "refused", "generated"];
        Assert.All(promised, name => Assert.True(json.RootElement.TryGetProperty(name, out _), name));
        Assert.Equal(1, json.RootElement.GetProperty("checks").GetProperty("NO_TWIN").GetProperty("failed").GetInt64());
        Assert.Equal(0, json.RootElement.GetProperty("checks").GetProperty("NO_TWIN").GetProperty("not_applicable").GetInt64());
        Assert.False(json.RootElement.TryGetProperty("first_100k_per_second", out _));
    }

    private static (long, long, long) Counts(SubmitReport report, string check) => (report.Checks[check].Passed, report.Checks[check].Failed, report.Checks[check].NotApplicable);

    private static Invoice Invoice(int lines)
    {
        var invoice = new Invoice();
        invoice.Lines.AddRange(Enumerable.Range(1, lines).Select(_ => new InvoiceLine()));
        return invoice;
    }

    private static SubmitResponse Answer(string id, Verdict? verdict) => new() { InvoiceId = id, Verdict = verdict };

    private static Verdict Verdict() => new()
    {
        Kind = VerdictKind.Review,
        WouldBe = VerdictKind.Clear,
        Reasons = { new Reason { Code = ExceptionCode.DuplicateSuspected, Severity = Severity.High }, new Reason { Code = ExceptionCode.DuplicateSuspected } },
        ChecksPassed = { Check.LinesSumToNet },
        ChecksFailed = { Check.NoTwin },
        ChecksNotApplicable = { Check.TaxPlausible },
    };
}
