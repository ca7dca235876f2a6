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
    /// Connections, and with them transactions in progress. More only wait for each other and for the feed's row: on two cores
    /// 32 took a third more of the database's processor time than 12. Default: 12.
    /// </summary>
    [Range(1, 1000)]
    public int ConnectionsMax { get; set; } = 12;
}
