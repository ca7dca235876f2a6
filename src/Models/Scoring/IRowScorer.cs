namespace Triage.Models.Scoring;

/// <summary>What gives a row of features one number, the log-odds: our own trees, or a model of another toolkit. Any thread may ask.</summary>
public interface IRowScorer
{
    int FeaturesCount { get; }

    double Score(ReadOnlySpan<float> features);

    /// <summary>Many rows, one behind the other. Each gets the bits that it gets alone.</summary>
    void ScoreEach(ReadOnlySpan<float> rows, Span<double> scores);
}
