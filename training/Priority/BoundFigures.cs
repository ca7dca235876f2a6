namespace Triage.Training.Priority;

/// <summary>Our order against the bound that is proven for it, over all items of all seeds.</summary>
public sealed record BoundFigures
{
    /// <summary>Open hours.</summary>
    public required double LongestWait { get; init; }

    /// <summary>What is proven for the item that waited longest, in open hours.</summary>
    public required double BoundOfLongest { get; init; }

    /// <summary>The largest share of its own bound that an item waited.</summary>
    public required double LargestShare { get; init; }

    /// <summary>Items that waited longer than their bound: there can be none.</summary>
    public required int Beyond { get; init; }

    internal static BoundFigures Of(IReadOnlyList<(long Wait, long Bound)> waits)
    {
        var longest = waits.DefaultIfEmpty().MaxBy(item => item.Wait);
        return new()
        {
            LongestWait = TimeSpan.FromMicroseconds(longest.Wait).TotalHours,
            BoundOfLongest = TimeSpan.FromMicroseconds(longest.Bound).TotalHours,
            LargestShare = waits.Select(item => item.Bound == 0 ? 0 : (double)item.Wait / item.Bound).DefaultIfEmpty().Max(),
            Beyond = waits.Count(item => item.Wait > item.Bound),
        };
    }
}
