using System.ComponentModel.DataAnnotations;

namespace Triage.Grains.MasterData;

/// <summary>Section <c>MasterData</c>: how large files may be, how soon a new version counts everywhere, how fast it is applied.</summary>
public sealed class MasterDataOptions
{
    public const string Section = "MasterData";

    /// <summary>How often a process asks whether another brought a new version into force. A verdict may rest on one that was replaced up to twice as long ago. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:01:00", ErrorMessage = "MasterData:RefreshEvery must lie between 0.1 seconds and 1 minute: shorter ones cost more than they tell, longer ones let a supplier on hold pass.")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Invoices that a new version makes a process look at in a second. Default: 200.</summary>
    [Range(1, 100_000)]
    public int RetriagesPerSecondMax { get; set; } = 200;

    /// <summary>Largest file that is imported. Default: 33554432 (32 MB).</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int FileBytesMax { get; set; } = 32 * 1024 * 1024;

    internal TimeSpan StalenessMax => RefreshEvery * 2;

    /// <summary>After this time every process judges by a new version: the longest that an old one is used, and the time of a look at the store.</summary>
    internal TimeSpan SettleTime => StalenessMax + TimeSpan.FromSeconds(1);
}
