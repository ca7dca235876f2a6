using System.Text.Json;
using Triage.Cli.Output;
using Triage.Cli.Planted;
using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Cli.Tests.Planted;

public sealed class PlantedFindingsTests
{
    private readonly PlantedFindings _findings = new(
    [
        new("copy", "duplicate_same_number", "DUPLICATE_SUSPECTED", "original"),
        new("sums", "totals_inconsistent", "TOTALS_INCONSISTENT", null),
        new("tax", "tax_invalid", "TAX_INVALID", null),
    ]);

    [Fact]
    public void Report_copy_is_found_where_it_names_its_original()
    {
        _findings.Answered(Invoice("copy"), Says(ExceptionCode.DuplicateSuspected, twin: "original"));
        Assert.Equal((1, 1, 0, 0), Of("duplicate_same_number"));
    }

    [Fact]
    public void Report_copy_is_found_where_the_original_names_it()
    {
        _findings.Answered(Invoice("copy"), Says());
        _findings.Answered(Invoice("original"), Says(ExceptionCode.DuplicateSuspected, twin: "copy"));
        Assert.Equal((1, 1, 0, 0), Of("duplicate_same_number"));
    }

    [Fact]
    public void Report_copy_with_another_twin_is_flagged_elsewhere()
    {
        _findings.Answered(Invoice("copy"), Says(ExceptionCode.DuplicateSuspected, twin: "stranger"));
        Assert.Equal((1, 0, 1, 0), Of("duplicate_same_number"));
    }

    [Fact]
    public void Report_twin_below_the_limit_is_no_finding()
    {
        var verdict = Says();
        verdict.Twins.Add(new Twin { InvoiceId = "invoices/generated-erp/original", Points = 40 });
        _findings.Answered(Invoice("copy"), verdict);
        Assert.Equal((1, 0, 0, 1), Of("duplicate_same_number"));
    }

    [Fact]
    public void Report_fitting_exception_is_found_another_is_elsewhere_and_none_is_missed()
    {
        _findings.Answered(Invoice("sums"), Says(ExceptionCode.TotalsInconsistent));
        _findings.Answered(Invoice("tax"), Says(ExceptionCode.ApprovalLimit));
        Assert.Equal((1, 1, 0, 0), Of("totals_inconsistent"));
        Assert.Equal((1, 0, 1, 0), Of("tax_invalid"));
        Assert.Equal((1, 0, 0, 1), Of("duplicate_same_number"));
        Assert.Equal((0, 0, 0, 0), Of("date_invalid"));
    }

    [Theory]
    [InlineData(ExceptionCode.NoRuleMatched)]
    [InlineData(ExceptionCode.ModelUnavailable)]
    public void Report_remarks_that_every_invoice_gets_flag_nothing(ExceptionCode remark)
    {
        _findings.Answered(Invoice("tax"), Says(remark));
        _findings.Answered(Invoice("clean"), Says(remark));
        Assert.Equal((1, 0, 0, 1), Of("tax_invalid"));
        Assert.Equal((1L, 0L), (_findings.Report().Unplanted.Invoices, _findings.Report().Unplanted.Flagged));
    }

    [Fact]
    public void Report_counts_what_is_flagged_with_nothing_planted()
    {
        _findings.Answered(Invoice("clean"), Says(ExceptionCode.DuplicateSuspected, twin: "stranger"));
        _findings.Answered(Invoice("credit", InvoiceKind.CreditNote), Says(ExceptionCode.CreditNote));
        _findings.Answered(Invoice("negative"), Says(ExceptionCode.CreditNote));
        _findings.Answered(Invoice("original"), Says(ExceptionCode.DuplicateSuspected, twin: "copy"));
        var unplanted = _findings.Report().Unplanted;
        Assert.Equal((3L, 2L), (unplanted.Invoices, unplanted.Flagged));
        Assert.Equal(["CREDIT_NOTE", "DUPLICATE_SUSPECTED"], unplanted.Exceptions.Keys);
    }

    [Fact]
    public void Report_as_json_stands_under_planted_by_problem()
    {
        _findings.Answered(Invoice("sums"), Says(ExceptionCode.TotalsInconsistent));
        using var json = JsonDocument.Parse(JsonOutput.Serialize(_findings.Report().Problems));
        Assert.Equal(PlantedProblem.All.Count, json.RootElement.EnumerateObject().Count());
        Assert.Equal(
            """{"exception":"TOTALS_INCONSISTENT","planted":1,"found":1,"flagged_elsewhere":0,"missed":0}""",
            JsonSerializer.Serialize(json.RootElement.GetProperty("totals_inconsistent")));
    }

    private (long, long, long, long) Of(string problem)
    {
        var counts = _findings.Report().Problems[problem];
        return (counts.Planted, counts.Found, counts.FlaggedElsewhere, counts.Missed);
    }

    private static Invoice Invoice(string id, InvoiceKind kind = InvoiceKind.Invoice) => new() { SourceSystem = LedgerGenerator.SourceSystem, SourceInvoiceId = id, Kind = kind };

    private static Verdict Says(ExceptionCode? code = null, string? twin = null)
    {
        var verdict = new Verdict { Kind = VerdictKind.Review };
        if (code is { } known)
        {
            verdict.Reasons.Add(new Reason { Code = known });
        }

        if (twin is not null)
        {
            verdict.Twins.Add(new Twin { InvoiceId = $"invoices/{LedgerGenerator.SourceSystem}/{twin}", Points = 90 });
        }

        return verdict;
    }
}
