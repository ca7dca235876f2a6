using System.Collections.Immutable;

namespace Triage.Training.Suppliers;

/// <summary>How well names as written are brought to their suppliers, over all parts of a cross-validation.</summary>
public record SupplierFigures
{
    public required int Names { get; init; }
    public required int Suppliers { get; init; }

    /// <summary>The mean over the parts.</summary>
    public required double Top1 { get; init; }
    public required double Top3 { get; init; }

    /// <summary>Of <see cref="Top1"/> over all names, 95 %, clustered by supplier.</summary>
    public required double Top1Low { get; init; }
    public required double Top1High { get; init; }

    /// <summary>The right supplier is among the candidates at all: the ceiling of ranking them.</summary>
    public required double Offered { get; init; }
    public required double BaselineTop1 { get; init; }
    public required double BaselineTop3 { get; init; }
    public required ImmutableArray<SupplierFold> Folds { get; init; }
    public required ImmutableArray<SupplierSegment> Segments { get; init; }

    /// <summary>Of the first supplier's probability, over all names that were asked.</summary>
    public required double Ece { get; init; }
    public required SupplierThreshold Threshold { get; init; }
}
