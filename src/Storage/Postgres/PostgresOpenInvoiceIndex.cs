using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Postgres;

internal sealed class PostgresOpenInvoiceIndex(PostgresReaders readers) : IOpenInvoiceIndex
{
    private static readonly string Find = SqlText.Statement("Postgres", "find-open-invoices");

    public ValueTask<ImmutableArray<OpenInvoice>> OpenAfterAsync(string tenant, string path, int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            async (connection, token) =>
            {
                var found = ImmutableArray.CreateBuilder<OpenInvoice>();
                await using var command = PostgresReads.Command(connection, Find, tenant, path, (long)countMax);
                await using var row = await command.ExecuteReaderAsync(token);
                while (await row.ReadAsync(token))
                {
                    found.Add(new OpenInvoice(
                        InvoiceKey.FromStored(tenant, row.GetString(0)),
                        TwinSummaryCodec.Decode(row.GetFieldValue<byte[]>(1)).SupplierHash,
                        row.IsDBNull(2) ? null : row.GetString(2)));
                }

                return found.ToImmutable();
            },
            cancellationToken);
}
