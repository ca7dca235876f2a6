using Microsoft.Extensions.Logging;

namespace Triage.Grains.Scoring;

internal sealed partial class TenantModels
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Models {Version} of the registry score from now on.")]
    private partial void ModelsExchanged(string version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Models {Version} are in force and cannot be served; {Served} go on, and another try follows: {Problem}")]
    private partial void ModelsRefused(string version, string served, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry could not be asked which models are in force.")]
    private partial void LookFailed(Exception failure);
}
