namespace Triage.Grains.MasterData;

/// <summary>
/// Brings files into force: read whole, checked whole, applied whole or not at all. The same bytes again answer the version
/// that is in force.
/// </summary>
public interface IMasterDataImporter
{
    Task<ImportResult> ImportAsync(ImportCommand command, ReadOnlyMemory<byte> file, CancellationToken cancellationToken = default);

    /// <summary>Brings an earlier version's content into force again, as a new version.</summary>
    Task<ImportResult> RestoreAsync(ImportCommand command, long version, CancellationToken cancellationToken = default);
}
