using System.Globalization;
using Triage.Protos.V1;

namespace Triage.Cli.Submit;

/// <summary>A model's score as a person reads it.</summary>
/// <param name="Value">A probability, points, or nats of a detector without labels.</param>
/// <param name="Contributions">The greatest first, in the unit of the score before calibration.</param>
internal sealed record ShownScore(string Scorer, double Value, string? About, IReadOnlyList<ShownContribution> Contributions)
{
    /// <summary>What it means, in sentences.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>Stands for what is offered for a line.</summary>
    public const string Codes = "codes";

    private const double Millionths = 1_000_000;

    public static IEnumerable<ShownScore> Of(Verdict verdict)
    {
        foreach (var score in verdict.Scores.Where(score => score.ModelSha256.Length > 0 || score.Contributions.Count > 0))
        {
            yield return new(score.Scorer, score.Unit switch { ScoreUnit.Points => score.Value, ScoreUnit.NatsThousandths => score.Value / 1000.0, _ => score.Value / Millionths }, score.About.Length > 0 ? score.About : null, Shown(score.Contributions)) { Sentences = [.. score.Sentences] };
        }

        foreach (var line in verdict.Lines.Where(line => line.Codes.Count > 0 && (!line.Sure || !line.AgreesWithGiven)))
        {
            var codes = string.Join(", ", line.Codes.Take(3).Select(code => string.Create(CultureInfo.InvariantCulture, $"{code.AccountCode} {code.ProbabilityMillionths / Millionths:0.00}")));
            yield return new(Codes, line.Codes[0].ProbabilityMillionths / Millionths, $"lines[{line.Line}] {codes}", Shown(line.Contributions));
        }
    }

    private static IReadOnlyList<ShownContribution> Shown(IEnumerable<Contribution> contributions) =>
        [.. contributions.Select(contribution => new ShownContribution(contribution.Feature, contribution.HasValue ? contribution.Value : null, contribution.Thousandths / 1000.0))];
}
