using Triage.Training.Evaluation;

namespace Triage.Training.Coding;

/// <summary>A part of the judged lines: a month, suppliers of one size, a facility. Intervals are clustered by supplier.</summary>
/// <param name="Name"><c>null</c>: of lines that name none.</param>
/// <param name="Known">Of facilities: lines before the judged days; 0 for one that is new. <c>null</c> of other parts.</param>
/// <param name="InSet">Share of lines whose set holds the right code.</param>
public sealed record CodingSlice(string? Name, int? Known, MeasuredShare Top1, double Top3, MeasuredShare InSet, double SetMeanSize)
{
    public int Lines => Top1.Count;

    internal static CodingSlice Of(string? name, int? known, IReadOnlyCollection<JudgedLine> lines) => new(
        name,
        known,
        MeasuredShare.Clustered([.. lines.Select(line => (line.Supplier, line.IsRight))]),
        (double)lines.Count(line => line.Rank is >= 1 and <= 3) / lines.Count,
        MeasuredShare.Clustered([.. lines.Select(line => (line.Supplier, line.IsInSet))]),
        lines.Average(line => line.SetSize));
}
