using Triage.Models.Intake;

namespace Triage.Models.History;

/// <param name="Outcome">What became of the append.</param>
/// <param name="Taken">The row that holds the key, with <see cref="AppendOutcome.KeyTaken"/>.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, IdempotencyRecord? Taken = null);
