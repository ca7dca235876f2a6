using System.ComponentModel.DataAnnotations;

namespace Triage.Grains.Drift;

/// <summary>Section <c>Drift</c>: how often and how closely it is looked whether models still see what they were trained with.</summary>
public sealed class DriftOptions
{
    public const string Section = "Drift";

    /// <summary>How often the version in force of every tenant is measured; 0: never by itself. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00", ErrorMessage = "Drift:MeasureEvery must lie between 0, which is never, and 7 days.")]
    public TimeSpan MeasureEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Verdicts of a week that are read; of more, an even sample. Default: 5000.</summary>
    [Range(100, 1_000_000)]
    public int VerdictsMax { get; set; } = 5000;

    /// <summary>Measurements asked for that run at once; one more is refused with a time to come back. Default: 1.</summary>
    [Range(1, 64)]
    public int MeasurementsMax { get; set; } = 1;
}
