using System.Collections.Immutable;
using Npgsql;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Storage.Postgres;

internal sealed class PostgresWaitingIndex(PostgresReaders readers) : IWaitingIndex
{
    private static readonly string Find = SqlText.Statement("Postgres", "find-overdue");

    public ValueTask<ImmutableArray<InvoiceKey>> OverdueAsync(int countMax, CancellationToken cancellationToken = default) =>
        readers.ReadAsync((connection, token) => OverdueAsync(connection, countMax, token), cancellationToken);

    private static async Task<ImmutableArray<InvoiceKey>> OverdueAsync(NpgsqlConnection connection, int countMax, CancellationToken cancellationToken)
    {
        var keys = ImmutableArray.CreateBuilder<InvoiceKey>();
        await using var command = PostgresReads.Command(connection, Find, (long)countMax);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add(InvoiceKey.FromStored(row.GetString(0), row.GetString(1)));
        }

        return keys.ToImmutable();
    }
}
