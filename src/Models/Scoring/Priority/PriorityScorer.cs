namespace Triage.Models.Scoring.Priority;

/// <summary>
/// Cost of waiting an hour by hour of effort, on a logarithmic scale, plus age. Whoever serves the highest of that index first has the least cost
/// where costs rise evenly (Smith 1956; Cox and Smith 1961) and nearly so where they rise ever faster (van Mieghem 1995). Whole
/// numbers alone: the same points on every machine.
/// </summary>
public sealed class PriorityScorer
{
    private const int MinutesPerHour = 60;

    private readonly PriorityWeights _weights;
    private readonly long _logOfAdded;
    private readonly long _agePointMicros;

    public PriorityScorer(PriorityWeights weights)
    {
        var faults = weights.Faults();
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(weights));
        }

        _weights = weights;
        _logOfAdded = BinaryLogarithm.Of((ulong)weights.IndexAdded);
        _agePointMicros = weights.AgePoint.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    public PriorityScore Score(PriorityQuestion question)
    {
        var costs = PriorityCosts.Of(question, _weights);
        var usual = PointsOf(costs.Sum, _weights.EffortReferenceMinutes);
        var shares = Apportionment.Of(usual, [costs.ValueAtRisk, costs.DueDate, costs.Discount, costs.Sla, costs.Severity]);
        var points = PointsOf(costs.Sum, Math.Clamp(question.EffortMinutes, 1, _weights.EffortMinutesMax));
        var age = Math.Max(0, question.NowMicros - question.EnteredAtMicros) / _agePointMicros;
        return new(
            _weights.Version,
            new(shares[0], shares[1], shares[2], shares[3], shares[4], points - usual, age),
            question.EnteredAtMicros - points * _agePointMicros);
    }

    private int PointsOf(long cost, int effortMinutes)
    {
        var index = (ulong)(cost * MinutesPerHour / effortMinutes);
        var doublings = BinaryLogarithm.Of(index + (ulong)_weights.IndexAdded) - _logOfAdded;
        return (int)Math.Min(_weights.PointsMax, doublings * _weights.PointsPerDoubling >> BinaryLogarithm.FractionBits);
    }
}
