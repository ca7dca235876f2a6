using Npgsql;
using Triage.Models.History;
using Triage.Storage.Postgres;
using Triage.TestKit.Postgres;

namespace Triage.Storage.Tests.Postgres;

/// <summary>What an operator reads when the server does not let the service in.</summary>
public sealed class PostgresStartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_many_silos_at_once_one_makes_the_schema()
    {
        var connectionString = PostgresServer.Shared.CreateDatabase();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => MigrateAsync(connectionString)));
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Stop);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM schema_version", connection);
        Assert.Equal(SqlText.Migrations("Postgres").Count, Convert.ToInt32(await count.ExecuteScalarAsync(Stop), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Migrate_newer_schema_is_refused()
    {
        using var store = new PostgresTestStore();
        store.Execute("INSERT INTO schema_version (version) VALUES (9999)");
        Assert.Contains("run the newer build", (await Assert.ThrowsAsync<StoreRefusedException>(() => MigrateAsync(store.ConnectionString))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_wrong_password_is_refused_and_never_said()
    {
        var wrong = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.CreateDatabase()) { Password = "not-the-secret" }.ToString();
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => MigrateAsync(wrong));
        Assert.Contains("Check Username and the password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_no_password_is_refused()
    {
        var none = new NpgsqlConnectionStringBuilder(PostgresServer.Shared.CreateDatabase());
        none.Remove("Password");
        Assert.Contains("none was given", (await Assert.ThrowsAsync<StoreRefusedException>(() => MigrateAsync(none.ToString()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_missing_database_is_refused_with_how_to_make_it() => Assert.Contains(
        "createdb",
        (await Assert.ThrowsAsync<StoreRefusedException>(() => MigrateAsync(PostgresServer.Shared.ConnectionString("nowhere")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Migrate_no_server_is_unavailable() => Assert.Contains(
        "Start it",
        (await Assert.ThrowsAsync<StoreUnavailableException>(() => MigrateAsync("Host=127.0.0.1;Port=1;Database=triage;Username=triage;Password=x"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Migrate_server_that_may_lose_commits_is_refused()
    {
        using var server = PostgresServer.Start("fsync = off");
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => MigrateAsync(server.CreateDatabase()));
        Assert.Contains("fsync = on", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1", 5, 10, null)]
    [InlineData("Host=127.0.0.1", 10, 10, "Postgres:LockTimeout")]
    [InlineData("Database=x", 5, 10, "no Host")]
    [InlineData("nonsense", 5, 10, "cannot be read")]
    public void Validate_says_what_is_wrong(string connectionString, int lockSeconds, int statementSeconds, string? expected)
    {
        var result = new PostgresStoreOptionsValidator().Validate(null, new PostgresStoreOptions
        {
            ConnectionString = connectionString,
            LockTimeout = TimeSpan.FromSeconds(lockSeconds),
            StatementTimeout = TimeSpan.FromSeconds(statementSeconds),
        });
        Assert.Equal(expected is null, result.Succeeded);
        Assert.Contains(expected ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    private static Task MigrateAsync(string connectionString) => PostgresSchema.MigrateAsync(new PostgresStoreOptions { ConnectionString = connectionString }, Stop);
}
