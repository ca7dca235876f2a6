using Triage.Models.Gating;
using Triage.Models.Gating.Checks;
using Triage.Models.Intake;
using static Triage.Models.Gating.CheckOutcome;

namespace Triage.Models.Tests.Gating;

/// <summary>Each check with inputs on both sides of its border.</summary>
public sealed class CheckTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, CheckCases.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Run_case_expected(int row)
    {
        var (name, check, change, outcome, code) = CheckCases.All[row];
        var result = CheckTable.All.Single(entry => entry.Check == check).Run(change(Sample.Input));
        Assert.True(outcome == result.Outcome, $"{check}, {name}: {result.Outcome}");
        Assert.Equal(outcome == Failed, result.Findings.Length > 0);
        Assert.All(result.Findings, finding => Assert.True(code == finding.Code, $"{check}, {name}: {finding.Code}"));
    }

    [Fact]
    public void Run_sample_passes_every_check_of_an_invoice()
    {
        foreach (var (check, run) in CheckTable.All)
        {
            var expected = check is Check.CreditNoteNamesInvoice or Check.CreditNoteInvoiceKnown ? NotApplicable : Passed;
            Assert.True(expected == run(Sample.Input).Outcome, check.ToString());
        }
    }

    [Fact]
    public void Cases_together_see_every_check_in_every_outcome()
    {
        var seen = CheckCases.All.Select(row => (row.Check, row.Outcome)).ToHashSet();
        Assert.All(CheckTable.All, entry => Assert.Contains((entry.Check, Failed), seen));
        Assert.Equal(Enum.GetValues<Check>(), CheckTable.All.Select(entry => entry.Check));
    }

    [Fact]
    public void Run_ten_thousand_lines_of_the_largest_amount_do_not_wrap_round()
    {
        var line = new InvoiceLine { LineId = "x", AmountMinor = long.MaxValue };
        var input = Sample.Input.With(invoice => invoice with
        {
            Lines = [.. Enumerable.Repeat(line, 10_000)],
            NetMinor = null,
            TaxMinor = null,
            TotalMinor = null,
        });
        var verdict = Gate.Decide(input);
        Assert.Contains(ExceptionCode.ApprovalLimit, verdict.Codes());
        Assert.Equal(VerdictKind.Review, verdict.Kind);
    }
}
