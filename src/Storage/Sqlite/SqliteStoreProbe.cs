using Triage.Models.History;

namespace Triage.Storage.Sqlite;

internal sealed class SqliteStoreProbe(SqliteWriter writer) : IStoreProbe
{
    public Task ProbeAsync(CancellationToken cancellationToken = default) => writer.ProbeAsync(cancellationToken);
}
