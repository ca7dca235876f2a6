using Triage.Models.Features;

namespace Triage.Training.Evaluation;

/// <summary>Rows drawn evenly from a stream of unknown length (algorithm R: Vitter, ACM TOMS 11, 1985).</summary>
public sealed class RowSample(int rowsMax, ulong seed)
{
    // The sample has a stream of its own: what else is drawn does not change it.
    private SplitMix _chance = new(seed);
    private readonly List<float[]> _rows = [];

    public IReadOnlyList<float[]> Rows => _rows;

    public int Offered { get; private set; }

    public void Offer(ReadOnlySpan<float> row)
    {
        Offered++;
        if (_rows.Count < rowsMax)
        {
            _rows.Add(row.ToArray());
        }
        else if (_chance.NextBelow(Offered) is var place && place < rowsMax)
        {
            row.CopyTo(_rows[place]);
        }
    }
}
