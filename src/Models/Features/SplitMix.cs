namespace Triage.Models.Features;

/// <summary>
/// Chance from a seed, the same numbers on every machine and in every version of the platform, which <see cref="Random"/> does not
/// promise (Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014).
/// </summary>
public struct SplitMix(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>One stream of many under a seed, so that work may be shared out without changing what is drawn.</summary>
    public static SplitMix Of(int seed, int stream)
    {
        var seeds = new SplitMix(((ulong)(uint)seed << 32) | (uint)stream);
        return new(seeds.Next());
    }

    public ulong Next()
    {
        unchecked
        {
            _state += Gamma;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>At least 0 and below 1.</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0 and below the bound.</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>So many different numbers below the bound, or all of them if there are no more, in no order.</summary>
    public int[] Sample(int count, int bound)
    {
        if (count >= bound)
        {
            return [.. Enumerable.Range(0, bound)];
        }

        // The swaps of a shuffle's first steps, kept only where they happened (Knuth, The Art of Computer Programming 2, 3.4.2).
        var moved = new Dictionary<int, int>();
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = i + NextBelow(bound - i);
            drawn[i] = moved.GetValueOrDefault(at, at);
            moved[at] = moved.GetValueOrDefault(i, i);
        }

        return drawn;
    }
}
