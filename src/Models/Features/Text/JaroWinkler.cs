namespace Triage.Models.Features.Text;

/// <summary>
/// How alike two words are, from 0 to 1: shared characters near each other's place (Jaro, JASA 84, 1989), more where the beginnings
/// agree (Winkler, Proceedings of the Section on Survey Research Methods, 1990).
/// </summary>
public static class JaroWinkler
{
    private const double PrefixWeight = 0.1;
    private const int PrefixMax = 4;
    private const int OnStackMax = 128;

    public static double Of(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.IsEmpty || other.IsEmpty)
        {
            return one.IsEmpty && other.IsEmpty ? 1 : 0;
        }

        var jaro = Jaro(one, other);
        var prefix = Math.Min(PrefixMax, one.CommonPrefixLength(other));
        return jaro + prefix * PrefixWeight * (1 - jaro);
    }

    private static double Jaro(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var window = Math.Max(0, Math.Max(one.Length, other.Length) / 2 - 1);
        Span<bool> taken = other.Length <= OnStackMax ? stackalloc bool[other.Length] : new bool[other.Length];
        Span<char> shared = one.Length <= OnStackMax ? stackalloc char[one.Length] : new char[one.Length];
        taken.Clear();
        var count = 0;
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = Math.Max(0, i - window); j < Math.Min(other.Length, i + window + 1); j++)
            {
                if (!taken[j] && one[i] == other[j])
                {
                    taken[j] = true;
                    shared[count++] = one[i];
                    break;
                }
            }
        }

        if (count == 0)
        {
            return 0;
        }

        var (moved, at) = (0, 0);
        for (var j = 0; j < other.Length; j++)
        {
            moved += taken[j] && shared[at++] != other[j] ? 1 : 0;
        }

        return ((double)count / one.Length + (double)count / other.Length + (count - moved / 2) / (double)count) / 3;
    }
}
