using Microsoft.Extensions.Logging;

namespace Triage.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Batch of {Appends} appends failed; each is settled by what the store holds.")]
    private partial void BatchFailed(Exception failure, int appends);
}
