namespace Triage.Models.Features.Text;

/// <summary>
/// How rare terms are among texts (inverse document frequency: Spärck Jones, Journal of Documentation 28, 1972; term frequency
/// times it, made one long: Salton and Buckley, Information Processing and Management 24, 1988).
/// </summary>
public sealed class TermWeights
{
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly double[] _rarity;

    public TermWeights(IEnumerable<IReadOnlyList<ulong>> texts)
    {
        var counts = new List<int>();
        var seen = new HashSet<ulong>();
        var textsCount = 0;
        foreach (var terms in texts)
        {
            textsCount++;
            seen.Clear();
            foreach (var term in terms)
            {
                if (!seen.Add(term))
                {
                    continue;
                }

                if (_ids.TryAdd(term, counts.Count))
                {
                    counts.Add(0);
                }

                counts[_ids[term]]++;
            }
        }

        _rarity = [.. counts.Select(count => Rarity(textsCount, count))];
        RarityMax = Rarity(textsCount, 0);
    }

    public int Count => _rarity.Length;

    /// <summary>Of a term that no text has.</summary>
    public double RarityMax { get; }

    public double RarityOf(ulong term) => _ids.TryGetValue(term, out var id) ? _rarity[id] : RarityMax;

    /// <summary>Terms that no text has lengthen the vector and are not in it: what nobody shares makes the rest less alike.</summary>
    public TermVector VectorOf(IReadOnlyList<ulong> terms)
    {
        var known = new SortedDictionary<int, double>();
        double unknown = 0;
        foreach (var term in terms)
        {
            if (_ids.TryGetValue(term, out var id))
            {
                known[id] = known.GetValueOrDefault(id) + _rarity[id];
            }
            else
            {
                unknown += RarityMax * RarityMax;
            }
        }

        var length = Math.Sqrt(unknown + known.Values.Sum(weight => weight * weight));
        return new([.. known.Keys], [.. known.Values.Select(weight => (float)(weight / length))]);
    }

    private static double Rarity(int texts, int having) => Math.Log((1.0 + texts) / (1 + having)) + 1;
}
