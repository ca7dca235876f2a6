using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Triage.Storage.Postgres;

/// <summary>Opens connections as every part of the store needs them.</summary>
internal sealed class PostgresConnections : IDisposable
{
    // The client waits a little longer than the server, so that it is the server that says what became of a statement.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _single;

    public PostgresConnections(IOptions<PostgresStoreOptions> options)
        : this(options.Value)
    {
    }

    internal PostgresConnections(PostgresStoreOptions options)
    {
        _readers = NpgsqlDataSource.Create(Settings(options, pooled: true));
        _single = NpgsqlDataSource.Create(Settings(options, pooled: false));
    }

    /// <summary>One of a bounded number; waits for a place.</summary>
    public ValueTask<NpgsqlConnection> OpenReaderAsync(CancellationToken cancellationToken) => _readers.OpenConnectionAsync(cancellationToken);

    /// <summary>One of them was found broken: then the others that idle are as well, and the next are opened anew.</summary>
    public void ForgetIdleReaders() => _readers.Clear();

    /// <summary>A new one, shared with nobody: what it says of the store is what the store holds.</summary>
    public ValueTask<NpgsqlConnection> OpenSingleAsync(CancellationToken cancellationToken) => _single.OpenConnectionAsync(cancellationToken);

    public void Dispose()
    {
        _readers.Dispose();
        _single.Dispose();
    }

    private static string Settings(PostgresStoreOptions options, bool pooled)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        settings.ApplicationName ??= "triage";
        settings.Pooling = pooled;
        settings.MaxPoolSize = options.ReadersMax;
        settings.Timeout = (int)ConnectTimeout.TotalSeconds;
        settings.CommandTimeout = (int)(options.StatementTimeout + Patience).TotalSeconds;
        settings.MaxAutoPrepare = 64;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;

        // Errors would quote what callers sent.
        settings.IncludeErrorDetail = false;
        settings.Options = $"{settings.Options} {ServerSettings(options)}".Trim();
        return settings.ToString();
    }

    /// <summary>
    /// Committed means on disk whatever the server's default is, and nothing waits for ever. The rest keeps
    /// plans as they must be: on fresh tables without statistics the planner takes scans, and keeps them.
    /// </summary>
    private static string ServerSettings(PostgresStoreOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"-c synchronous_commit=on -c statement_timeout={options.StatementTimeout.TotalMilliseconds:F0} -c lock_timeout={options.LockTimeout.TotalMilliseconds:F0} -c idle_in_transaction_session_timeout={options.StatementTimeout.TotalMilliseconds:F0} -c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan");
}
