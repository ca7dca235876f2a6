using Microsoft.Extensions.Logging;

namespace Triage.Storage.Sqlite;

internal sealed partial class SqliteCheckpoints
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Pages could not be moved from the write-ahead log into the database; the log grows until they can.")]
    private partial void CheckpointFailed(Exception failure);
}
