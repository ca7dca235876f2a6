using System.ComponentModel.DataAnnotations;

namespace Triage.PlainService;

/// <summary>Section <c>Plain</c>.</summary>
internal sealed class PlainOptions
{
    public const string Section = "Plain";

    /// <summary>Connection string of PostgreSQL.</summary>
    [Required]
    public string Store { get; set; } = "";

    /// <summary>
    /// Connections, and with them transactions in progress. More than this only wait for each other: on two cores 16, 32 and
    /// 64 were tried. Default: 32.
    /// </summary>
    [Range(1, 1000)]
    public int ConnectionsMax { get; set; } = 32;
}
