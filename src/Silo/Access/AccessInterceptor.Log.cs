namespace Triage.Silo.Access;

internal sealed partial class AccessInterceptor
{
    [LoggerMessage(1, LogLevel.Warning, "The issuer's keys could not be fetched: {ExceptionType}")]
    private partial void LogIssuerUnreachable(string exceptionType);
}
