namespace Triage.Models.Gating.Checks;

public static class TwinChecks
{
    public static CheckResult NoTwin(GateInput input)
    {
        string[] alike =
        [
            .. from twin in input.Twins.Twins
               where twin.Points >= input.Policy.DuplicateReviewAtPoints
               orderby twin.Points descending
               select twin.InvoiceId,
        ];
        if (alike.Length > 0)
        {
            return CheckResult.Failed(ExceptionCode.DuplicateSuspected, "Another invoice may be the same bill.", alike);
        }

        // Regular charges fill the key of an amount; so many invoices of one number are odd in themselves.
        return input.Twins.NumberKeysOverflowed > 0
            ? CheckResult.Failed(ExceptionCode.DuplicateSuspected, "Too many invoices have its number to compare them all.", "not all candidates compared")
            : CheckResult.Passed;
    }
}
