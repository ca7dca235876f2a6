using Google.Rpc;
using Grpc.Core;
using Triage.Silo.Errors;

namespace Triage.Silo.Feed;

/// <summary>How the feed refuses; each says what to do.</summary>
internal static class FeedErrors
{
    public static RpcException EpochChanged() => Refused(
        ErrorReason.FeedEpochChanged,
        "The cursor is from before a backup was restored. Read again from the beginning (an empty cursor) and skip each event_id that was acted on.");

    public static RpcException CursorAhead() => Refused(
        ErrorReason.FeedCursorAhead,
        "The store ends before the cursor: an older copy of it was put in its place. Read again from the beginning (an empty cursor) and skip each event_id that was acted on.");

    public static RpcException Damaged(string tenant, FeedCursor before) => RpcErrors.Of(
        Code.DataLoss,
        "The event behind the cursor cannot be read as it was written; a retry will not help. To go on without it, use cursor_after.",
        RpcErrors.Info(
            ErrorReason.FeedDamaged,
            ("cursor", before.Write(tenant)),
            ("cursor_after", (before with { Position = before.Position + 1 }).Write(tenant))));

    private static RpcException Refused(string reason, string message) => RpcErrors.Of(
        Code.FailedPrecondition,
        message,
        RpcErrors.Info(reason),
        new PreconditionFailure { Violations = { new PreconditionFailure.Types.Violation { Type = reason, Subject = "cursor", Description = message } } });
}
