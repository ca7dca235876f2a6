using Microsoft.Extensions.Logging;

namespace Triage.Storage.Sqlite;

internal sealed partial class KnownFingerprints
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored fingerprints could not be read: until they can, more look-ups than need be ask the store.")]
    private partial void ScanFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Another process wrote to this store, which one process alone may: its fingerprints are read anew.")]
    private partial void WrittenByAnother();
}
