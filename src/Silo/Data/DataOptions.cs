using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Data;

/// <summary>Section <c>Data</c>: what the embedded store holds and where.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>Where everything durable stands; one process at a time. Default: .triage.</summary>
    [Required]
    public string Directory { get; set; } = ".triage";

    /// <summary>The one tenant that the embedded store serves. Default: local.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public string Tenant { get; set; } = "local";

    /// <summary>The tenant's time zone by its IANA name: which day is today. Default: UTC.</summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";
}
