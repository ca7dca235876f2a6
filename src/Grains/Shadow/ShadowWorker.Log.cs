using Microsoft.Extensions.Logging;

namespace Triage.Grains.Shadow;

internal sealed partial class ShadowWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The shadow run of models {Version} was interrupted; it goes on where it was.")]
    private partial void RunInterrupted(Exception failure, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could look for shadow runs.")]
    private partial void LookFailed(Exception failure);
}
