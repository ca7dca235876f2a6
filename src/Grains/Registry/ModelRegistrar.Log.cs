using Microsoft.Extensions.Logging;
using Triage.Models.Registry;

namespace Triage.Grains.Registry;

internal sealed partial class ModelRegistrar
{
    // A version's name is letters and digits that its trainer gave it: no free text.
    [LoggerMessage(Level = LogLevel.Information, Message = "Models {Version}: {Action} (registry action {Number}).")]
    private partial void ActionTaken(RegistryActionKind action, string version, long number);
}
