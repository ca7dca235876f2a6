namespace Triage.Models.Features.Text;

/// <summary>
/// How far the words of one text are found in another, each for what it weighs: near words count for their likeness (soft TF-IDF:
/// Cohen, Ravikumar and Fienberg, IJCAI workshop on information integration 2003), and each for its nearest alone (Monge and Elkan, KDD 1996).
/// </summary>
public static class SoftWords
{
    /// <summary>A word is found where another is as alike as this.</summary>
    public const double LikenessMin = 0.88;

    private const double CutLikeness = 0.95;
    private const int CutLengthMin = 3;

    /// <param name="mayBeCut">The word is the last of a text, where source systems cut: its beginning may be all that is left.</param>
    public static double Likeness(string one, string other, bool mayBeCut)
    {
        if (one == other)
        {
            return 1;
        }

        if ((mayBeCut || one.Length >= CutLengthMin) && one.Length < other.Length && other.StartsWith(one, StringComparison.Ordinal))
        {
            return CutLikeness;
        }

        // A number is another as soon as a digit differs.
        return char.IsAsciiDigit(one[0]) || char.IsAsciiDigit(other[0]) ? 0 : JaroWinkler.Of(one, other);
    }

    public static SoftWordsFound Of(ReadOnlySpan<string> words, ReadOnlySpan<double> weights, ReadOnlySpan<string> among)
    {
        double all = 0, equal = 0, alike = 0, likeness = 0, rarestFound = 0, rarestMissed = 0;
        for (var i = 0; i < words.Length; i++)
        {
            double best = 0;
            foreach (var other in among)
            {
                best = Math.Max(best, Likeness(words[i], other, i == words.Length - 1));
            }

            all += weights[i];
            equal += best == 1 ? weights[i] : 0;
            alike += best >= LikenessMin ? best * weights[i] : 0;
            likeness += best;
            (rarestFound, rarestMissed) = best >= LikenessMin ? (Math.Max(rarestFound, weights[i]), rarestMissed) : (rarestFound, Math.Max(rarestMissed, weights[i]));
        }

        return all > 0 ? new(equal / all, alike / all, likeness / words.Length, rarestFound, rarestMissed) : default;
    }
}
