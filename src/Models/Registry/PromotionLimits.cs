namespace Triage.Models.Registry;

/// <summary>What a version must show before it may be in force.</summary>
/// <param name="SegmentTolerance">How much less a figure may be than that of the version in force.</param>
public sealed record PromotionLimits(double SegmentTolerance, long ShadowInvoicesMin, TimeSpan ShadowTimeMin)
{
    /// <summary>Smaller parts say more about chance than about a model.</summary>
    public const int LargeSegment = 200;
}
