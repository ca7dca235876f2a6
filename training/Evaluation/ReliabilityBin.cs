namespace Triage.Training.Evaluation;

/// <summary>Answers of about the same probability: what they promised on average, and what came true.</summary>
public readonly record struct ReliabilityBin(double Promised, MeasuredShare CameTrue)
{
    public static ReliabilityBin Of(IReadOnlyCollection<(double Probability, bool IsRight, long Cluster)> answers) =>
        new(answers.Average(answer => answer.Probability), MeasuredShare.Clustered([.. answers.Select(answer => (answer.Cluster, answer.IsRight))]));

    /// <summary>Expected calibration error over bins: how far promise and truth lie apart, each bin by its count.</summary>
    public static double Error(IReadOnlyCollection<ReliabilityBin> bins)
    {
        var answers = bins.Sum(bin => bin.CameTrue.Count);
        return answers == 0 ? 0 : bins.Sum(bin => Math.Abs(bin.Promised - bin.CameTrue.Share) * bin.CameTrue.Count) / answers;
    }
}
