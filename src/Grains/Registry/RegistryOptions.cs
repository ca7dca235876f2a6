using System.ComponentModel.DataAnnotations;
using Triage.Models.Registry;

namespace Triage.Grains.Registry;

/// <summary>Section <c>Registry</c>: how large packages may be, and what a version must show before it may be in force.</summary>
public sealed class RegistryOptions
{
    public const string Section = "Registry";

    /// <summary>Largest package that is registered, all its files together. Default: 268435456 (256 MB).</summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024)]
    public int PackageBytesMax { get; set; } = 256 * 1024 * 1024;

    /// <summary>Invoices that a shadow run must have compared. Default: 500.</summary>
    [Range(1, 1_000_000_000)]
    public int ShadowInvoicesMin { get; set; } = 500;

    /// <summary>How long a shadow run must have lasted. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00", ErrorMessage = "Registry:ShadowTimeMin must lie between 0 and 90 days.")]
    public TimeSpan ShadowTimeMin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How much less a figure of a large segment may be than that of the version in force. Default: 0.02.</summary>
    [Range(0.0, 1.0)]
    public double SegmentTolerance { get; set; } = 0.02;

    internal PromotionLimits Limits => new(SegmentTolerance, ShadowInvoicesMin, ShadowTimeMin);
}
