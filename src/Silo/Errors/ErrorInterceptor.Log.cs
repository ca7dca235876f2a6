namespace Triage.Silo.Errors;

internal sealed partial class ErrorInterceptor
{
    // The exception itself stays out: its message may hold what a caller sent.
    [LoggerMessage(1, LogLevel.Error, "A call of {Rpc} failed with {ExceptionType} {Frame}")]
    private partial void LogCallFailed(string rpc, string exceptionType, string frame);
}
