using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Cluster;

/// <summary>Section <c>Cluster</c>: the names under which silos find each other.</summary>
public sealed class ClusterNameOptions
{
    public const string Section = "Cluster";

    /// <summary>Silos with the same name form one cluster. Default: triage.</summary>
    [Required]
    public string ClusterId { get; set; } = "triage";

    /// <summary>Stays the same over deployments. Default: triage.</summary>
    [Required]
    public string ServiceId { get; set; } = "triage";
}
