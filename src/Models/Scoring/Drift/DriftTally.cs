using System.Collections.Immutable;
using Triage.Models.Features.Sheets;

namespace Triage.Models.Scoring.Drift;

/// <summary>Counts what models were asked and said of some invoices, in the bins of what they were trained with. Not thread-safe.</summary>
public sealed class DriftTally(DriftReference reference)
{
    // Once in a thousand times some column of a model seems to have moved though none has (Bonferroni).
    private const double FalseAlarms = 0.001;

    private readonly DriftRows _rows = new();
    private readonly Dictionary<string, Counts> _models = reference.Models.ToDictionary(model => model.Model, model => new Counts(model), StringComparer.Ordinal);
    private long _invoice;

    /// <summary>One invoice.</summary>
    /// <param name="scores">That the package's own models gave.</param>
    public void Add(FeatureSheet asked, ImmutableArray<Score> scores, ImmutableArray<LineSuggestion> lines)
    {
        _invoice++;
        _rows.Visit(asked, scores, lines, (model, row) =>
        {
            if (_models.TryGetValue(model, out var counts))
            {
                counts.Add(_invoice, row);
            }
        });
    }

    /// <summary>Models that were asked nothing are left out.</summary>
    public ImmutableArray<ModelDrift> Measure() => [.. reference.Models.Select(model => _models[model.Model]).Where(counts => counts.Invoices > 0).Select(counts => counts.Measure())];

    private sealed class Counts(ModelReference reference)
    {
        // A reference of an earlier program has fewer columns.
        private readonly int[] _places = [.. reference.Columns.Select(column => DriftRows.ColumnsOf(reference.Model).IndexOf(column.Name))];
        private readonly long[][] _columns = [.. reference.Columns.Select(column => new long[column.Counts.Length])];
        private long _last;

        public long Invoices { get; private set; }

        public void Add(long invoice, ReadOnlySpan<float> row)
        {
            (Invoices, _last) = (invoice == _last ? Invoices : Invoices + 1, invoice);
            for (var column = 0; column < _columns.Length; column++)
            {
                _columns[column][reference.Columns[column].BinOf(row[_places[column]])]++;
            }
        }

        public ModelDrift Measure() => new(reference.Model, reference.Invoices, Invoices, [.. reference.Columns.Select(Measure)]);

        private ColumnDrift Measure(ColumnReference then, int column)
        {
            var now = _columns[column];
            return new(
                then,
                [.. now],
                PopulationStability.Index(then.Counts.AsSpan(), now),
                PopulationStability.ChanceLimit(then.Counts.AsSpan(), now, reference.Invoices, Invoices, FalseAlarms / _columns.Length));
        }
    }
}
