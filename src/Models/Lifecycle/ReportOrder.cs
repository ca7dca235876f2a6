namespace Triage.Models.Lifecycle;

/// <summary>
/// The order in which reports are read, whatever order they came in: as they say it happened. It is total, so that equal
/// sets of reports always say the same.
/// </summary>
internal sealed class ReportOrder : IComparer<StatusReport>
{
    public static readonly ReportOrder Instance = new();

    public int Compare(StatusReport? x, StatusReport? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = x.OccurredAtMicros.CompareTo(y.OccurredAtMicros);
        order = order != 0 ? order : x.Fact.CompareTo(y.Fact);
        order = order != 0 ? order : string.CompareOrdinal(x.Source, y.Source);
        return order != 0 ? order : string.CompareOrdinal(x.EventId, y.EventId);
    }
}
