namespace Triage.Training.Evaluation;

/// <summary>Answers of about the same probability: what they promised on average, and what came true.</summary>
public readonly record struct ReliabilityBin(double Promised, MeasuredShare CameTrue)
{
    public static ReliabilityBin Of(IReadOnlyCollection<(double Probability, bool IsRight, long Cluster)> answers) =>
        new(answers.Average(answer => answer.Probability), MeasuredShare.Clustered([.. answers.Select(answer => (answer.Cluster, answer.IsRight))]));
}
