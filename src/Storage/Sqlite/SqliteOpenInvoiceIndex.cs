using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteOpenInvoiceIndex(SqliteReaders readers) : IOpenInvoiceIndex
{
    public ValueTask<ImmutableArray<OpenInvoice>> OpenAfterAsync(string tenant, string path, int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                var found = ImmutableArray.CreateBuilder<OpenInvoice>();
                using var row = reader.OpenInvoices.Read(tenant, path, (long)countMax);
                while (row.Read())
                {
                    found.Add(new OpenInvoice(
                        InvoiceKey.FromStored(tenant, row.GetString(0)),
                        TwinSummaryCodec.Decode(row.GetBytes(1)).SupplierHash,
                        row.IsDBNull(2) ? null : row.GetString(2)));
                }

                return found.ToImmutable();
            },
            cancellationToken);
}
