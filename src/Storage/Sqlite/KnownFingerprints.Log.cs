using Microsoft.Extensions.Logging;

namespace Triage.Storage.Sqlite;

internal sealed partial class KnownFingerprints
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored fingerprints could not be read: until the next start more look-ups than need be ask the store.")]
    private partial void ScanFailed(Exception failure);
}
