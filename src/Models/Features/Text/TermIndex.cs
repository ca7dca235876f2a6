namespace Triage.Models.Features.Text;

/// <summary>Finds, among many texts, those nearest to one by cosine: each term's texts stand in a list, and only lists of the asked terms are read.</summary>
public sealed class TermIndex
{
    private readonly int[] _starts;
    private readonly int[] _texts;
    private readonly float[] _weights;

    public TermIndex(TermWeights vocabulary, IReadOnlyList<TermVector> texts)
    {
        TextsCount = texts.Count;
        _starts = new int[vocabulary.Count + 1];
        foreach (var vector in texts)
        {
            foreach (var term in vector.Terms)
            {
                _starts[term + 1]++;
            }
        }

        for (var term = 0; term < vocabulary.Count; term++)
        {
            _starts[term + 1] += _starts[term];
        }

        _texts = new int[_starts[^1]];
        _weights = new float[_texts.Length];
        var next = _starts.ToArray();
        for (var text = 0; text < texts.Count; text++)
        {
            var vector = texts[text];
            for (var i = 0; i < vector.Terms.Length; i++)
            {
                var at = next[vector.Terms[i]]++;
                (_texts[at], _weights[at]) = (text, vector.Weights[i]);
            }
        }
    }

    public int TextsCount { get; }

    /// <summary>The nearest first; of equally near ones the first in the index.</summary>
    /// <param name="cosines">Working memory, one a text, all zero; left so.</param>
    public void Nearest(in TermVector asked, int most, Span<float> cosines, List<int> into)
    {
        var best = new PriorityQueue<int, (float Cosine, int Before)>(most + 1);
        for (var i = 0; i < asked.Terms.Length; i++)
        {
            for (var at = _starts[asked.Terms[i]]; at < _starts[asked.Terms[i] + 1]; at++)
            {
                cosines[_texts[at]] += asked.Weights[i] * _weights[at];
            }
        }

        for (var text = 0; text < cosines.Length; text++)
        {
            if (cosines[text] <= 0)
            {
                continue;
            }

            if (best.Count < most || (cosines[text], -text).CompareTo(Worst(best)) > 0)
            {
                best.Enqueue(text, (cosines[text], -text));
                if (best.Count > most)
                {
                    best.Dequeue();
                }
            }
        }

        cosines.Clear();
        var from = into.Count;
        while (best.TryDequeue(out var text, out _))
        {
            into.Add(text);
        }

        into.Reverse(from, into.Count - from);
    }

    private static (float Cosine, int Before) Worst(PriorityQueue<int, (float Cosine, int Before)> best)
    {
        best.TryPeek(out _, out var worst);
        return worst;
    }
}
