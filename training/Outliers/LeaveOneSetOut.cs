namespace Triage.Training.Outliers;

/// <summary>
/// Whether choosing by these sets says anything of others: for each set, what the combination reaches on it that is best in the mean
/// of all the other sets.
/// </summary>
public static class LeaveOneSetOut
{
    /// <param name="combinations">By set, by combination of members.</param>
    public static IReadOnlyDictionary<string, LeftOutFigure> Of(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> combinations)
    {
        if (combinations.Count < 2)
        {
            return new Dictionary<string, LeftOutFigure>();
        }

        return combinations.ToDictionary(
            set => set.Key,
            set =>
            {
                var chosen = set.Value.Keys.MaxBy(name => combinations.Where(other => other.Key != set.Key).Average(other => other.Value[name]))!; // a set has figures of every combination
                return new LeftOutFigure(chosen, set.Value[chosen]);
            });
    }
}
