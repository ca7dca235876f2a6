using System.Collections.Immutable;

namespace Triage.Models.Scoring.Drift;

/// <summary>What one model was asked and said in training.</summary>
/// <param name="Model">Its kind.</param>
/// <param name="Invoices">Whose rows were counted.</param>
/// <param name="Columns">As <see cref="DriftRows.ColumnsOf"/> names them.</param>
public sealed record ModelReference(string Model, long Invoices, ImmutableArray<ColumnReference> Columns);
