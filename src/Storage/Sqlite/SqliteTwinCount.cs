using Microsoft.Data.Sqlite;

namespace Triage.Storage.Sqlite;

/// <summary>How many invoices lie under a key; one that lies in two generations counts twice, at the look-up as at the append.</summary>
internal sealed class SqliteTwinCount(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _count = new(connection, "count-twins");

    /// <param name="generations">Those that may have the hash.</param>
    /// <param name="countMax">More are not counted.</param>
    public int Of(List<int> generations, long hash, int fromDay, int toDay, int countMax)
    {
        var count = 0;
        foreach (var generation in generations)
        {
            count += (int)_count.Number((long)generation, hash, (long)fromDay, (long)toDay, (long)(countMax - count));
            if (count == countMax)
            {
                break;
            }
        }

        return count;
    }

    public void Dispose() => _count.Dispose();
}
