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
        return alike.Length == 0
            ? CheckResult.Passed
            : CheckResult.Failed(ExceptionCode.DuplicateSuspected, "Another invoice may be the same bill.", alike);
    }
}
