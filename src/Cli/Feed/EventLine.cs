using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Cli.Feed;

/// <summary>One event as a line for people: where it stands, when, what, of which invoice, and what came of it. No names, no free text.</summary>
internal static class EventLine
{
    private static readonly int TypeWidth = EventTypes.Names.Max(name => name.Length);

    public static string Of(FeedEvent happened)
    {
        var at = happened.Event.At.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var facility = happened.Facility.Length > 0 ? $"  at {happened.Facility}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{happened.Event.Position,8}  {at}  {NameOf(happened).PadRight(TypeWidth)}  {happened.InvoiceId}  {Detail(happened.Event)}{facility}").TrimEnd();
    }

    // A type that is newer than this program has a number only.
    private static string NameOf(FeedEvent happened) => Enum.IsDefined(happened.Type) ? ProtoNames.Of(happened.Type) : $"TYPE_{(int)happened.Type}";

    private static string Detail(HistoryEvent happened) => happened.EventCase switch
    {
        HistoryEvent.EventOneofCase.Triaged => Verdict(happened.Triaged.Verdict),
        HistoryEvent.EventOneofCase.ReferenceProvided => $"{ProtoNames.Of(happened.ReferenceProvided.Reference)}, {Status(happened)}",
        HistoryEvent.EventOneofCase.StatusReported =>
            $"{ProtoNames.Of(happened.StatusReported.Report.FactCase)} by {happened.StatusReported.Report.Source}: {ProtoNames.Of(happened.StatusReported.Standing)}, {Status(happened)}",
        HistoryEvent.EventOneofCase.Superseded => $"by {happened.Superseded.ByInvoiceId}",
        _ => Status(happened),
    };

    private static string Verdict(Verdict verdict)
    {
        var reasons = verdict.Reasons.Where(reason => reason.Code != ExceptionCode.Unspecified).Select(reason => ProtoNames.Of(reason.Code)).Distinct().ToArray();
        var wouldBe = verdict.WouldBe is VerdictKind.Unspecified || verdict.WouldBe == verdict.Kind ? "" : $" (would be {ProtoNames.Of(verdict.WouldBe)})";
        return reasons.Length == 0 ? ProtoNames.Of(verdict.Kind) + wouldBe : $"{ProtoNames.Of(verdict.Kind)}{wouldBe}: {string.Join(", ", reasons)}";
    }

    private static string Status(HistoryEvent happened) => ProtoNames.Of(happened.InvoiceStatus);
}
