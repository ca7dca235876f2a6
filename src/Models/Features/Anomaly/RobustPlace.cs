using System.Diagnostics.CodeAnalysis;

namespace Triage.Models.Features.Anomaly;

/// <summary>Where a value stands among those of its key's history, or that there is not enough history to say.</summary>
public readonly record struct RobustPlace
{
    private RobustPlace(int count, double? median, double? scale, double? z)
    {
        Count = count;
        Median = median;
        Scale = scale;
        Z = z;
    }

    [MemberNotNullWhen(true, nameof(Median), nameof(Scale), nameof(Z))]
    public bool IsKnown => Z is not null;

    /// <summary>How many values it rests on.</summary>
    public int Count { get; }

    /// <summary><c>null</c> without enough history, as are the next two.</summary>
    public double? Median { get; }

    public double? Scale { get; }

    /// <summary>Deviations from the median, with its sign.</summary>
    public double? Z { get; }

    internal static RobustPlace Unknown(int count) => new(count, null, null, null);

    internal static RobustPlace Known(int count, double median, double scale, double z) => new(count, median, scale, z);
}
