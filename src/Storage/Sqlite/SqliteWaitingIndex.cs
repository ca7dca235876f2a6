using System.Collections.Immutable;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteWaitingIndex(SqliteReaders readers) : IWaitingIndex
{
    public ValueTask<ImmutableArray<InvoiceKey>> OverdueAsync(int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(
            reader =>
            {
                var keys = ImmutableArray.CreateBuilder<InvoiceKey>();
                using var row = reader.Overdue.Read((long)countMax);
                while (row.Read())
                {
                    keys.Add(InvoiceKey.FromStored(row.GetString(0), row.GetString(1)));
                }

                return keys.ToImmutable();
            },
            cancellationToken);
}
