namespace Triage.Models.Scoring.Anomaly;

/// <summary>Says how unusual a row is against the rows that it was fitted on. Nothing changes after fitting: any thread may ask.</summary>
public interface IAnomalyDetector
{
    int Columns { get; }

    /// <summary>Higher is more unusual; the unit is the detector's own.</summary>
    double Score(ReadOnlySpan<float> row);

    /// <param name="parts">
    /// What each feature adds, in the unit that the detector states. Above zero a feature makes the row more unusual; how large is
    /// comparable within one row.
    /// </param>
    double Score(ReadOnlySpan<float> row, Span<double> parts);

    /// <summary>The scores of the rows that it was fitted on. Where a row would find itself, it is left out.</summary>
    double[] ScoresOfFitted(FeatureRows rows);
}
