namespace Triage.Models.Feed;

/// <param name="Epoch">Changes when a backup is restored: positions of another epoch may mean other events.</param>
/// <param name="Position">Of the newest event; 0 before the first.</param>
public readonly record struct FeedHead(long Epoch, long Position);
