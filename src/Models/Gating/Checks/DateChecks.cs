using Triage.Models.Intake;
using Triage.Models.Policy;

namespace Triage.Models.Gating.Checks;

/// <summary>Whether the dates are in an order that can be.</summary>
internal static class DateChecks
{
    public static CheckResult NotInFuture(Invoice invoice, TriagePolicy policy, DateOnly today) => invoice.IssueDate is { } issued
        ? CheckResult.Of(issued.DayNumber <= today.DayNumber + policy.FutureToleranceDays, ExceptionCode.DateInvalid, "The issue date lies in the future.", "issue_date")
        : CheckResult.NotApplicable;

    public static CheckResult NotStale(Invoice invoice, TriagePolicy policy, DateOnly today) => invoice.IssueDate is { } issued && policy.StaleAfterDays > 0
        ? CheckResult.Of(issued.DayNumber >= today.DayNumber - policy.StaleAfterDays, ExceptionCode.DateInvalid, "The issue date is older than the policy allows.", "issue_date")
        : CheckResult.NotApplicable;

    public static CheckResult ServiceBeforeIssue(Invoice invoice) => InOrder(
        invoice.ServiceDate, invoice.IssueDate, "The service date is after the issue date.", "service_date", "issue_date");

    public static CheckResult DueNotBeforeIssue(Invoice invoice) => InOrder(
        invoice.IssueDate, invoice.DueDate, "The due date is before the issue date.", "due_date", "issue_date");

    public static CheckResult ReceiptNotBeforeIssue(Invoice invoice) => InOrder(
        invoice.IssueDate, invoice.ReceiptDate, "The receipt date is before the issue date.", "receipt_date", "issue_date");

    public static CheckResult DiscountConsistent(Invoice invoice)
    {
        if (invoice.Discount is not { } discount)
        {
            return CheckResult.NotApplicable;
        }

        var isRate = discount.RateBasisPoints is > 0 and <= 10_000;
        var isInTime = discount.UntilDate is not { } until
            || ((invoice.IssueDate is not { } issued || until >= issued) && (invoice.DueDate is not { } due || until <= due));
        return CheckResult.Of(isRate && isInTime, ExceptionCode.DateInvalid, "The discount's rate or its last day cannot be.", "discount");
    }

    private static CheckResult InOrder(DateOnly? first, DateOnly? second, string text, params string[] evidence) =>
        first is { } early && second is { } late ? CheckResult.Of(early <= late, ExceptionCode.DateInvalid, text, evidence) : CheckResult.NotApplicable;
}
