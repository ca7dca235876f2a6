namespace Triage.Silo.Wiring;

internal sealed partial class ConfiguredModelsKeeping
{
    [LoggerMessage(1, LogLevel.Warning, "Models {Version} of the configuration are not kept in the registry: once their directory is gone, what they said cannot be computed again. {Problem}")]
    private partial void LogNotKept(string version, string problem);
}
