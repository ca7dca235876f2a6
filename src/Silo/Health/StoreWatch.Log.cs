namespace Triage.Silo.Health;

internal sealed partial class StoreWatch
{
    [LoggerMessage(1, LogLevel.Error, "The store did not commit: {ExceptionType}. The service is not ready until it does")]
    private partial void LogStoreFailed(string exceptionType);

    [LoggerMessage(2, LogLevel.Information, "The store committed again")]
    private partial void LogStoreCommitted();
}
