using System.ComponentModel.DataAnnotations;

namespace Triage.Grains.Scoring;

/// <summary>Section <c>Scoring</c>: which models are in force, and what scoring may take.</summary>
public sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>A model package, as <c>./triage train</c> writes it. It scores a tenant's invoices until its registry has a version in force; without either rules judge alone.</summary>
    public string? ModelsDirectory { get; set; }

    /// <summary>The trust list: whose packages are trusted. Read again whenever a package is verified; without one none is.</summary>
    public string? TrustedKeysFile { get; set; }

    /// <summary>Threads' worth of scoring at once; 0: one a processor. Default: 0.</summary>
    [Range(0, 1024)]
    public int WorkersCount { get; set; }

    /// <summary>Invoices that may wait to be scored; for one more its scores are missing. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int WaitingMax { get; set; } = 4096;

    /// <summary>An invoice that was not scored in this time goes to a person without scores. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:01:00", ErrorMessage = "Scoring:ScoreWithin must lie between 0.01 seconds and 1 minute.")]
    public TimeSpan ScoreWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Keeps with each verdict what its scorers were asked (about 3 KB a line), so that it can be computed again; without it only by folding the whole past. Default: true.</summary>
    public bool KeepFeatures { get; set; } = true;

    /// <summary>How often what was judged and confirmed is taken into the profiles. Default: 0.2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:01:00", ErrorMessage = "Scoring:FollowEvery must lie between 0.01 seconds and 1 minute.")]
    public TimeSpan FollowEvery { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the registry is asked which version is in force. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0100000", "00:01:00", ErrorMessage = "Scoring:RegistryEvery must lie between 0.01 seconds and 1 minute.")]
    public TimeSpan RegistryEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a start waits for the profiles to be folded; what comes before they are goes to a person. Default: 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Scoring:WarmUpMax must lie between 0 and 1 hour.")]
    public TimeSpan WarmUpMax { get; set; } = TimeSpan.FromMinutes(1);
}
