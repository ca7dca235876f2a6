using Triage.Models.Features;

namespace Triage.Training.Generation;

/// <summary>What training draws from <see cref="SplitMix"/>: the same numbers for the same seed on every runtime.</summary>
internal sealed class Chance(ulong seed)
{
    private SplitMix _numbers = new(seed);

    public ulong Next() => _numbers.Next();

    /// <summary>From 0 up to, not including, the bound.</summary>
    public int Below(int bound) => _numbers.NextBelow(bound);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit() => _numbers.NextShare();

    public bool Is(double probability) => Unit() < probability;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>Heavy-tailed amounts, as spending has (Box and Muller 1958).</summary>
    public double LogNormal(double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit()));
}
