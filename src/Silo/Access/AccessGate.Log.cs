namespace Triage.Silo.Access;

internal sealed partial class AccessGate
{
    [LoggerMessage(1, LogLevel.Warning, "The issuer's keys could not be fetched: {ExceptionType}")]
    private partial void LogIssuerUnreachable(string exceptionType);
}
