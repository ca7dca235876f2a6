namespace Triage.Models.Features.Coding;

/// <summary>
/// How probable each candidate is by Bayes' rule, if one of them is right: how often it comes times how likely the amount is under it,
/// as a share of all candidates' together. Trees see one candidate alone; what the others take from it they can't add up.
/// </summary>
internal sealed class CodePosteriors
{
    public static readonly string[] Names = ["posterior.lines", "posterior.recent"];

    private readonly double[] _logs = new double[Names.Length * CodingCandidates.CandidatesMax];

    public void Weigh(int candidate, double lines, double recent)
    {
        _logs[candidate] = lines;
        _logs[CodingCandidates.CandidatesMax + candidate] = recent;
    }

    /// <param name="at">Where the first stands in each row.</param>
    public void Fill(CodingCandidates into, int at)
    {
        for (var kind = 0; kind < Names.Length; kind++)
        {
            Fill(into, _logs.AsSpan(kind * CodingCandidates.CandidatesMax, into.Count), at + kind);
        }
    }

    private static void Fill(CodingCandidates into, Span<double> logs, int at)
    {
        var most = double.MinValue;
        foreach (var log in logs)
        {
            most = Math.Max(most, log);
        }

        double sum = 0;
        foreach (ref var log in logs)
        {
            log = Math.Exp(log - most);
            sum += log;
        }

        for (var candidate = 0; candidate < logs.Length; candidate++)
        {
            into.Row(candidate)[at] = (float)(logs[candidate] / sum);
        }
    }
}
