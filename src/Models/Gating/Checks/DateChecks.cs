namespace Triage.Models.Gating.Checks;

/// <summary>Dates held against each other and against the tenant's date.</summary>
public static class DateChecks
{
    public static CheckResult IssueDateNotInFuture(GateInput input) => input.Invoice.IssueDate is { } issue
        ? PassedIf(DaysFrom(input.Today, issue) <= input.Policy.FutureToleranceDays, "The issue date lies in the future.", "issue_date")
        : CheckResult.NotApplicable;

    public static CheckResult IssueDateNotStale(GateInput input) =>
        input.Policy.StaleAfterDays > 0 && input.Invoice.IssueDate is { } issue
            ? PassedIf(
                DaysFrom(issue, input.Today) <= input.Policy.StaleAfterDays,
                $"The issue date is more than {input.Policy.StaleAfterDays} days ago.",
                "issue_date")
            : CheckResult.NotApplicable;

    public static CheckResult ServiceBeforeIssue(GateInput input) =>
        input.Invoice is { ServiceDate: { } service, IssueDate: { } issue }
            ? PassedIf(service <= issue, "The service date is after the issue date.", "service_date", "issue_date")
            : CheckResult.NotApplicable;

    public static CheckResult DueNotBeforeIssue(GateInput input) =>
        input.Invoice is { DueDate: { } due, IssueDate: { } issue }
            ? PassedIf(due >= issue, "The due date is before the issue date.", "due_date", "issue_date")
            : CheckResult.NotApplicable;

    public static CheckResult ReceiptNotBeforeIssue(GateInput input) =>
        input.Invoice is { ReceiptDate: { } receipt, IssueDate: { } issue }
            ? PassedIf(receipt >= issue, "The invoice was received before its issue date.", "receipt_date", "issue_date")
            : CheckResult.NotApplicable;

    public static CheckResult DiscountTermsConsistent(GateInput input)
    {
        if (input.Invoice.Discount is not { } discount)
        {
            return CheckResult.NotApplicable;
        }

        var findings = new List<Finding>();
        if (discount.RateBasisPoints is < 0 or > 10_000)
        {
            findings.Add(Invalid("The discount rate is not between 0 and 100 percent.", "discount.rate_basis_points"));
        }

        if (discount.UntilDate < input.Invoice.IssueDate)
        {
            findings.Add(Invalid("The discount ends before the issue date.", "discount.until_date", "issue_date"));
        }

        if (discount.UntilDate > input.Invoice.DueDate)
        {
            findings.Add(Invalid("The discount ends after the due date.", "discount.until_date", "due_date"));
        }

        return CheckResult.PassedUnless(findings);
    }

    private static int DaysFrom(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;

    private static Finding Invalid(string text, params string[] evidence) => new(ExceptionCode.DateInvalid, text, evidence);

    private static CheckResult PassedIf(bool passed, string text, params string[] evidence) =>
        passed ? CheckResult.Passed : CheckResult.PassedUnless([Invalid(text, evidence)]);
}
