namespace Triage.Models.Scoring.Packages;

/// <summary>How good a model was on a part of what it was judged on.</summary>
/// <param name="By">What parts: one of the names below.</param>
/// <param name="Count">How many lines, bills or copies the value rests on.</param>
/// <param name="Figure">Such as <c>top1</c>, <c>recall</c> or <c>average_precision</c>: of each, more is better.</param>
public sealed record ModelSegment(string Model, string By, string Segment, int Count, string Figure, double Value)
{
    public const string ByFacility = "facility";
    public const string ByMonth = "month";

    /// <summary>What was known of the supplier when learning ended.</summary>
    public const string BySupplierSize = "supplier_size";

    /// <summary>What was known of the supplier when it was asked.</summary>
    public const string BySupplierKnowledge = "supplier_knowledge";
}
