using System.Collections.Immutable;

namespace Triage.Models.Matching;

/// <param name="KeysOverflowed">How many keys had more invoices under them than the cap lets be compared.</param>
public sealed record TwinCandidates(ImmutableArray<TwinCandidate> Items, int KeysOverflowed);
