using Microsoft.Data.Sqlite;

namespace Triage.Storage.Sqlite;

/// <summary>A reading connection with its prepared statements; used by one thread.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IDisposable
{
    public SqliteStatement History { get; } = new(connection, "read-history");

    public SqliteStatement Request { get; } = new(connection, "find-request");

    public SqliteStatement Twins { get; } = new(connection, "list-twins");

    public SqliteStatement Twin { get; } = new(connection, "read-twin");

    public SqliteTwinCount TwinCount { get; } = new(connection);

    public SqliteStatement Overdue { get; } = new(connection, "find-overdue");

    public SqliteStatement Invoices { get; } = new(connection, "list-invoices");

    public SqliteStatement Feed { get; } = new(connection, "read-feed");

    public SqliteStatement Policy { get; } = new(connection, "find-policy");

    public SqliteStatement Features { get; } = new(connection, "read-features");

    public SqliteStatement FeaturesOfInvoice { get; } = new(connection, "find-features");

    public SqliteStatement Tenants { get; } = new(connection, "list-tenants");
    public SqliteStatement FeedHead { get; } = new(connection, "find-feed-head");

    public SqliteStatement OpenInvoices { get; } = new(connection, "find-open-invoices");

    public SqliteStatement MasterDataInForce { get; } = new(connection, "find-master-data-in-force");

    public SqliteStatement MasterDataVersions { get; } = new(connection, "list-master-data");

    public SqliteStatement MasterDataContent { get; } = new(connection, "read-master-data");

    public SqliteStatement AccountSecret { get; } = new(connection, "find-account-secret");

    public SqliteStatement RetriageCount { get; } = new(connection, "count-retriage");

    public SqliteStatement RegistryPoint { get; } = new(connection, "find-registry-point");

    public SqliteStatement RegistryTenants { get; } = new(connection, "list-registry-tenants");

    public SqliteStatement RegistryActions { get; } = new(connection, "list-registry-actions");

    public SqliteStatement InForceAt { get; } = new(connection, "find-in-force-at");

    public SqliteStatement ModelVersion { get; } = new(connection, "find-model-version");

    public SqliteStatement ModelVersions { get; } = new(connection, "list-model-versions");

    public SqliteStatement ModelFiles { get; } = new(connection, "list-model-files");

    public SqliteStatement ModelPart { get; } = new(connection, "read-model-part");

    public SqliteStatement ShadowRuns { get; } = new(connection, "list-shadow-runs");

    public SqliteStatement ShadowRunCount { get; } = new(connection, "count-shadow-runs");

    public SqliteStatement ShadowSegments { get; } = new(connection, "list-shadow-segments");

    public SqliteStatement ShadowDisagreements { get; } = new(connection, "list-shadow-disagreements");

    public SqliteStatement ConfiguredAt { get; } = new(connection, "find-configured-at");

    private readonly SqliteStatement _begin = new(connection, "begin-read");
    private readonly SqliteStatement _end = new(connection, "end-read");
    private bool _isBegun;

    /// <summary>Within a transaction: begins one unless it is begun.</summary>
    public SqliteReader Begun()
    {
        if (!_isBegun)
        {
            _begin.Run();
            _isBegun = true;
        }

        return this;
    }

    public void End()
    {
        if (_isBegun)
        {
            _end.Run();
            _isBegun = false;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            History, Request, Twins, Twin, Overdue, Invoices, Feed, FeedHead, Policy, Features, FeaturesOfInvoice, Tenants, OpenInvoices, MasterDataInForce, MasterDataVersions,
            MasterDataContent, AccountSecret, RetriageCount, RegistryPoint, RegistryTenants, RegistryActions, InForceAt, ModelVersion, ModelVersions, ModelFiles, ModelPart, ShadowRuns, ShadowRunCount,
            ShadowSegments, ShadowDisagreements, ConfiguredAt, _begin, _end,
        })
        {
            statement.Dispose();
        }

        TwinCount.Dispose();
        connection.Dispose();
    }
}
