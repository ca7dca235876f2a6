using Triage.Training.Generation;

namespace Triage.Training.Priority;

/// <summary>A log-normal distribution: half of all values lie below the median, and the logarithms' deviation is sigma.</summary>
public sealed record Spread(double Median, double Sigma)
{
    internal double Draw(Chance chance) => chance.LogNormal(Median, Sigma);
}
