using Microsoft.Data.Sqlite;
using Triage.Models.History;

namespace Triage.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    /// <summary>A writing connection with its prepared statements.</summary>
    private sealed class Session(SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection { get; } = connection;

        public SqliteStatement Begin { get; } = SqliteStatement.Of(connection, "BEGIN IMMEDIATE");

        public SqliteStatement Rollback { get; } = SqliteStatement.Of(connection, "ROLLBACK");

        public SqliteStatement Savepoint { get; } = SqliteStatement.Of(connection, "SAVEPOINT item");

        public SqliteStatement RollbackToSavepoint { get; } = SqliteStatement.Of(connection, "ROLLBACK TO item");

        public SqliteStatement Release { get; } = SqliteStatement.Of(connection, "RELEASE item");

        public SqliteStatement Commit { get; } = SqliteStatement.Of(connection, "COMMIT");

        public SqliteAppender Appender { get; private set; } = null!; // Prepare is called before the session is used

        public SqliteStatement AdvanceFeedHead { get; private set; } = null!; // as above

        private SqliteStatement? _readFeedHead;
        private SqliteStatement? _sumMasterData;
        private SqliteStatement? _measure;
        private SqliteStatement? _probe;
        private SqliteStatement? _unprobe;

        public static Session Open(SqliteStoreOptions options, TimeProvider time) => new(SqliteConnections.OpenWriter(options.FilePath, time));

        public static Session Reopen(SqliteStoreOptions options, TimeProvider time, KnownFingerprints known)
        {
            var session = Open(options, time);
            session.Prepare(known);
            return session;
        }

        public void Prepare(KnownFingerprints known)
        {
            Appender = new SqliteAppender(Connection, known);
            AdvanceFeedHead = new SqliteStatement(Connection, "advance-feed-head");
            _readFeedHead = new SqliteStatement(Connection, "read-feed-head");
            _sumMasterData = new SqliteStatement(Connection, "sum-master-data-versions");
            _probe = new SqliteStatement(Connection, "probe-store");
            _unprobe = new SqliteStatement(Connection, "unprobe-store");
            _measure = new SqliteStatement(Connection, "measure-database");
        }

        // Prepare made the statements of these three.
        public long FeedHead(string tenant) => _readFeedHead!.Number(tenant);

        /// <summary>The sum of those in force. None comes into force before the transaction ends.</summary>
        public long MasterDataVersions(string tenant) => _sumMasterData!.Number(tenant);

        /// <summary>The highest that is stored; 0: none is.</summary>
        public long LastInvoiceId()
        {
            using var find = new SqliteStatement(Connection, "find-last-invoice-id");
            return find.Number();
        }

        /// <summary>What the database takes, its part in the write-ahead log counted once.</summary>
        public long Bytes() => _measure!.Number();

        public AppendResult Apply(PendingAppend pending, long masterDataVersions, ref long position)
        {
            if (!pending.IsProbe)
            {
                return Appender.Apply(pending.Append, masterDataVersions, ref position);
            }

            // Prepare made both.
            _probe!.Run();
            _unprobe!.Run();
            return new(AppendOutcome.Committed);
        }

        public void Dispose()
        {
            _probe?.Dispose();
            _unprobe?.Dispose();
            Appender?.Dispose();
            AdvanceFeedHead?.Dispose();
            _readFeedHead?.Dispose();
            _sumMasterData?.Dispose();
            _measure?.Dispose();
            foreach (var command in new[] { Begin, Rollback, Savepoint, RollbackToSavepoint, Release, Commit })
            {
                command.Dispose();
            }

            Connection.Dispose();
        }
    }
}
