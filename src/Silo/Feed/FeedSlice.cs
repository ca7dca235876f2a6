using System.Collections.Immutable;

namespace Triage.Silo.Feed;

/// <param name="IsBehind">The next event has left the window: the store has it.</param>
/// <param name="Entries">Empty at the window's end.</param>
/// <param name="Advanced">Ends when there is more.</param>
internal readonly record struct FeedSlice(bool IsBehind, ImmutableArray<FeedEntry> Entries, Task Advanced);
