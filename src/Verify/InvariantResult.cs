namespace Triage.Verify;

/// <param name="Checked">How many things were looked at.</param>
/// <param name="Examples">The first few violations.</param>
public sealed record InvariantResult(string Id, string Title, InvariantStatus Status, long Checked, long Violations, IReadOnlyList<string> Examples);
