namespace Triage.Models.Features.Coding;

/// <summary>What lines were coded as whose supplier's or place's name shares words with this one's.</summary>
internal sealed class WordTallies(WordLevel level)
{
    private const double Smoothing = 2;

    private readonly CodeTally?[] _tallies = new CodeTally?[NameWords.WordsMax];
    private int _count;

    /// <summary>Of the rarest word, which says most; <c>null</c> where none was ever seen.</summary>
    public CodeTally? Rarest => _count > 0 ? _tallies[_count - 1] : null;

    public void Clear() => _count = 0;

    public void Find(in CodingQuestion question, CodingHistory history)
    {
        Clear();
        var words = CodingKeys.WordsOf(level, question);
        for (var word = 0; word < NameWords.WordsMax && words[word] != 0; word++)
        {
            if (history.Find(CodingKeys.OfWord(level, question, words[word])) is { } tally)
            {
                Insert(tally);
            }
        }
    }

    // The commonest first; equally common ones in the name's order.
    private void Insert(CodeTally tally)
    {
        var at = _count++;
        for (; at > 0 && _tallies[at - 1]!.Total < tally.Total; at--)
        {
            _tallies[at] = _tallies[at - 1];
        }

        _tallies[at] = tally;
    }

    public void Offer(int most, CodingCandidates into)
    {
        for (var at = _count - 1; at >= 0; at--)
        {
            CandidateSources.Offer(_tallies[at], most, into);
        }
    }

    /// <summary>Shares under common words mixed into those under rarer ones, as far as these are thin.</summary>
    public double Mixed(int code, double prior)
    {
        foreach (var tally in _tallies.AsSpan(0, _count))
        {
            var index = tally!.IndexOf(code); // as many as were counted
            prior = ((index < 0 ? 0 : tally.CountAt(index)) + Smoothing * prior) / (tally.Total + Smoothing);
        }

        return prior;
    }
}
