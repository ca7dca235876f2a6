namespace Triage.Models.Registry;

/// <summary>One time in shadow: how the version's verdicts compare with those that were given.</summary>
/// <param name="Number">Of the action that started it.</param>
/// <param name="Against">The version in force; a run ends when that changes.</param>
/// <param name="EndedAtMicros"><c>null</c>: it goes on.</param>
/// <param name="RanMicros">From its start to its end, or to now, by the store's clock.</param>
public sealed record ShadowRun(
    string Tenant, long Number, string Version, string Against, long StartedAtMicros, long? EndedAtMicros, long RanMicros, long Position, ShadowCounts Counts);

/// <param name="Invoices">Judged by both.</param>
/// <param name="SameVerdict">Of them, with the same verdict.</param>
/// <param name="SameExceptions">Of them, also with the same exceptions.</param>
/// <param name="Failed">Passed over: they could not be read or scored.</param>
/// <param name="SameCodes">Of the invoices, with the same first suggestion for each line.</param>
/// <param name="Agreed">Of the invoices, the same in all of these.</param>
public readonly record struct ShadowCounts(long Invoices, long SameVerdict, long SameExceptions, long Failed, long SameCodes = 0, long Agreed = 0)
{
    /// <summary>With one more invoice that both judged.</summary>
    public ShadowCounts With(ShadowOpinion said, ShadowOpinion candidate)
    {
        var (verdict, exceptions, codes) = (said.IsSameVerdict(candidate), said.IsSameExceptions(candidate), said.IsSameCodes(candidate));
        return this with
        {
            Invoices = Invoices + 1,
            SameVerdict = SameVerdict + (verdict ? 1 : 0),
            SameExceptions = SameExceptions + (verdict && exceptions ? 1 : 0),
            SameCodes = SameCodes + (codes ? 1 : 0),
            Agreed = Agreed + (verdict && exceptions && codes ? 1 : 0),
        };
    }
}
