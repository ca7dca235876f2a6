using Triage.Training.Generation;

namespace Triage.Training.Anomaly;

/// <summary>The codes or places of a history, as they were known at each of its bills: what is planted must not come from tomorrow.</summary>
internal sealed class SeenValues
{
    private readonly List<(int Bill, string Value)> _all = [];
    private readonly List<(int Bill, string Value)> _first = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>In the order of bills.</summary>
    public void Add(int bill, string? value)
    {
        if (value is null)
        {
            return;
        }

        _all.Add((bill, value));
        if (_seen.Add(value))
        {
            _first.Add((bill, value));
        }
    }

    /// <summary>One that came before the bill, every second time drawn by how often it came, else each alike; <c>null</c> where nothing else is known.</summary>
    public string? Other(string value, int bill, Chance chance)
    {
        const int TriesMax = 8;
        var from = chance.Is(0.5) ? _all : _first;
        var known = CountBefore(from, bill);
        for (var tried = 0; known > 0 && tried < TriesMax; tried++)
        {
            if (from[chance.Below(known)].Value is var other && other != value)
            {
                return other;
            }
        }

        return null;
    }

    private static int CountBefore(List<(int Bill, string Value)> values, int bill)
    {
        var (low, high) = (0, values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = values[middle].Bill < bill ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
