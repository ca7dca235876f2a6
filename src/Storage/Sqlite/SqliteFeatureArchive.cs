using System.Collections.Immutable;
using Triage.Models.Features.Sheets;
using Triage.Models.Intake;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteFeatureArchive(SqliteReaders readers) : IFeatureArchive
{
    public ValueTask<ImmutableArray<KeptFeatures>> ReadAsync(
        string tenant, long afterPosition, long upToPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => ToKept(reader.Features.Read(tenant, afterPosition, upToPosition, (long)countMax), tenant, bytesMax), cancellationToken);

    public ValueTask<ImmutableArray<KeptFeatures>> FindAsync(InvoiceKey key, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => ToKept(reader.FeaturesOfInvoice.Read(key.Tenant, key.Path), key.Tenant, int.MaxValue), cancellationToken);

    private static ImmutableArray<KeptFeatures> ToKept(SqliteRow found, string tenant, int bytesMax)
    {
        using var row = found;
        var kept = ImmutableArray.CreateBuilder<KeptFeatures>();
        for (long bytes = 0; bytes < bytesMax && row.Read(); bytes += kept[^1].Payload.Length)
        {
            kept.Add(new(row.GetInt64(0), InvoiceKey.FromStored(tenant, row.GetString(1)), row.GetInt64(2), row.GetBytes(3)));
        }

        return kept.DrainToImmutable();
    }
}
