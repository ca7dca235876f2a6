using System.Collections.Immutable;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>
/// Three detectors of three kinds, since no one kind is best on all data: how far out each feature lies by itself, how few cuts
/// part the row from others, and how far its nearest neighbours are. Each says what share of the fitted rows is as unusual; the score is the
/// mean of the negative logarithms of these shares, in nats (a combination of tails as in Fisher, Statistical Methods for Research
/// Workers, 1932, 21.1, and by the mean rather than the maximum as Aggarwal and Sathe, SIGKDD Explorations 17, 2015, advise for few
/// strong members).
/// </summary>
/// <remarks>
/// Each member's surprise is shared out over the features in proportion to their parts above zero; where it has none, it is the rest.
/// So the parts and the rest add up to the score.
/// </remarks>
public sealed class AnomalyEnsemble : IAnomalyDetector
{
    /// <summary>More than a forest alone is given, so that little depends on the seed.</summary>
    public const int TreesDefault = 300;

    /// <summary>What the members are called, in their order.</summary>
    public static readonly ImmutableArray<string> Members = ["tails", "isolation", "neighbours"];

    private readonly ImmutableArray<AnomalyMember> _members;

    private AnomalyEnsemble(ImmutableArray<AnomalyMember> members) => _members = members;

    public int Columns => _members[0].Detector.Columns;


    public static AnomalyEnsemble Fit(FeatureRows rows, int seed)
    {
        var columns = EmpiricalDistribution.OfColumns(rows);
        return new(
        [
            AnomalyMember.Of(Members[0], new MarginalTails(columns), rows),
            AnomalyMember.Of(Members[1], IsolationForest.Fit(rows, seed, TreesDefault), rows),
            AnomalyMember.Of(Members[2], SampledNeighbours.Fit(rows, columns, seed), rows),
        ]);
    }

    public double Score(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (var member in _members)
        {
            sum += member.Fitted.RightSurprise(member.Detector.Score(row));
        }

        return sum / _members.Length;
    }

    /// <param name="parts">In nats. They add up to the score less <see cref="AnomalyExplanation.Rest"/>.</param>
    public double Score(ReadOnlySpan<float> row, Span<double> parts)
    {
        var explanation = Explain(row);
        explanation.Parts.CopyTo(parts);
        return explanation.Score;
    }

    public AnomalyExplanation Explain(ReadOnlySpan<float> row)
    {
        var parts = new double[Columns];
        var own = new double[Columns];
        var members = ImmutableArray.CreateBuilder<MemberSurprise>(_members.Length);
        double sum = 0, rest = 0;
        foreach (var member in _members)
        {
            var nats = member.Fitted.RightSurprise(member.Detector.Score(row, own));
            sum += nats;
            members.Add(new(member.Name, nats));
            var whole = own.Sum(part => Math.Max(0, part));
            if (!(whole > 0))
            {
                rest += nats / _members.Length;
                continue;
            }

            for (var column = 0; column < own.Length; column++)
            {
                parts[column] += Math.Max(0, own[column]) / whole * nats / _members.Length;
            }
        }

        return new() { Score = sum / _members.Length, Parts = [.. parts], Rest = rest, Members = members.MoveToImmutable() };
    }

    public double[] ScoresOfFitted(FeatureRows rows) => Mean(SurprisesOfFitted(rows), rows.Count);

    /// <summary>What each member says of the rows that it was fitted on, in nats, in the order of <see cref="Members"/>.</summary>
    public double[][] SurprisesOfFitted(FeatureRows rows) =>
        [.. _members.Select(member => member.Detector.ScoresOfFitted(rows).Select(member.Fitted.RightSurprise).ToArray())];

    /// <summary>How surprises of members become scores.</summary>
    public static double[] Mean(IReadOnlyCollection<double[]> surprises, int rows)
    {
        var scores = new double[rows];
        foreach (var member in surprises)
        {
            for (var row = 0; row < rows; row++)
            {
                scores[row] += member[row];
            }
        }

        for (var row = 0; row < rows; row++)
        {
            scores[row] /= surprises.Count;
        }

        return scores;
    }
}
