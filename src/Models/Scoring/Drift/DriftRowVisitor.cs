namespace Triage.Models.Scoring.Drift;

/// <param name="model">The name that its score has.</param>
/// <param name="row">With the columns that <see cref="DriftRows.ColumnsOf"/> names.</param>
public delegate void DriftRowVisitor(string model, ReadOnlySpan<float> row);
