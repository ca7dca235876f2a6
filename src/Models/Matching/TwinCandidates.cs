using System.Collections.Immutable;

namespace Triage.Models.Matching;

/// <param name="KeysOverflowed">How many keys had more invoices under them than the cap lets be compared.</param>
/// <param name="NumberKeysOverflowed">How many of them are of a number (<see cref="BlockingKey.IsOfNumber"/>).</param>
public sealed record TwinCandidates(ImmutableArray<TwinCandidate> Items, int KeysOverflowed, int NumberKeysOverflowed = 0)
{
    /// <summary>What was looked at, for an append that must know that nothing came since; <c>null</c> where a key holds more than are counted.</summary>
    public ImmutableArray<KeyCount>? Counts { get; init; }
}
