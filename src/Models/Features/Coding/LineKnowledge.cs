namespace Triage.Models.Features.Coding;

/// <summary>How much is known where a line comes from.</summary>
/// <param name="SupplierLines">How many confirmed lines of the supplier are known.</param>
/// <param name="IsPlaceNew">No confirmed line of the cost centre is known.</param>
/// <param name="IsFacilityNew">The same of the facility.</param>
public readonly record struct LineKnowledge(int SupplierLines, bool IsPlaceNew, bool IsFacilityNew);
