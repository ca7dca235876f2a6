using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;
using Triage.Storage.Postgres;

namespace Triage.TestKit.Postgres;

/// <summary>The real PostgreSQL store in a database of its own.</summary>
public sealed class PostgresTestStore : ITestStore
{
    // The store's clock, moved by as much as the test says. Only a test's schema has it.
    private const string MovableClock = """
        CREATE TABLE test_clock (moved_us bigint NOT NULL);
        INSERT INTO test_clock VALUES (0);
        CREATE OR REPLACE FUNCTION store_now() RETURNS bigint LANGUAGE sql STABLE
        AS 'SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint + moved_us FROM test_clock';
        """;

    private readonly PostgresServer _server;
    private readonly ServiceProvider _services;

    /// <param name="server">Of its own; <c>null</c>: the one that all share.</param>
    /// <param name="settings">Of section <c>Postgres</c>.</param>
    /// <param name="through">Changes the connection string that the store gets, for example to a proxy's port.</param>
    public PostgresTestStore(PostgresServer? server = null, IReadOnlyDictionary<string, string?>? settings = null, Func<string, string>? through = null)
    {
        _server = server ?? PostgresServer.Shared;
        ConnectionString = _server.CreateDatabase();
        PostgresSchema.MigrateAsync(new PostgresStoreOptions { ConnectionString = ConnectionString }, CancellationToken.None).GetAwaiter().GetResult();
        Execute(MovableClock);
        _services = Serve((through ?? (direct => direct))(ConnectionString), settings);
    }

    /// <summary>Another silo's, on the same database.</summary>
    public PostgresTestStore(PostgresTestStore beside)
    {
        (_server, ConnectionString) = (beside._server, beside.ConnectionString);
        _services = Serve(ConnectionString, null);
    }

    public string ConnectionString { get; }

    public string Location => ConnectionString;

    public IInvoiceLog Log => _services.GetRequiredService<IInvoiceLog>();

    public ITwinIndex Twins => _services.GetRequiredService<ITwinIndex>();

    public IWaitingIndex Waiting => _services.GetRequiredService<IWaitingIndex>();

    public IInvoiceIndex Index => _services.GetRequiredService<IInvoiceIndex>();

    public IFeatureArchive Features => _services.GetRequiredService<IFeatureArchive>();

    public IFeedIndex Feed => _services.GetRequiredService<IFeedIndex>();

    public IOpenInvoiceIndex OpenInvoices => _services.GetRequiredService<IOpenInvoiceIndex>();

    public IMasterDataArchive MasterData => _services.GetRequiredService<IMasterDataArchive>();

    public IRetriageWorkList RetriageWorks => _services.GetRequiredService<IRetriageWorkList>();

    public IModelRegistry Registry => _services.GetRequiredService<IModelRegistry>();

    public IShadowRuns ShadowRuns => _services.GetRequiredService<IShadowRuns>();

    public IPolicyArchive Policies => _services.GetRequiredService<IPolicyArchive>();

    public IConfiguredLog Configured => _services.GetRequiredService<IConfiguredLog>();

    public void Advance(TimeSpan by) => Execute(FormattableString.Invariant($"UPDATE test_clock SET moved_us = moved_us + {(long)by.TotalMicroseconds}"));

    public T Scalar<T>(string sql)
    {
        using var connection = new Npgsql.NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!; // the statement has a value
    }

    public void Execute(string sql) => _server.Execute(new Npgsql.NpgsqlConnectionStringBuilder(ConnectionString).Database!, sql); // the server named it

    public void Dispose() => _services.Dispose();

    private static ServiceProvider Serve(string connectionString, IReadOnlyDictionary<string, string?>? settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build())
        .AddLogging()
        .AddPostgresStore(connectionString)
        .BuildServiceProvider();
}
