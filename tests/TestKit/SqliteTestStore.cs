using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.Models.Registry;
using Triage.Storage.Sqlite;

namespace Triage.TestKit;

/// <summary>The real embedded store.</summary>
public sealed class SqliteTestStore : ITestStore
{
    private readonly TemporaryDirectory? _own;
    private readonly ServiceProvider _services;
    private readonly TestClock? _clock;

    /// <param name="time">The store's clock; <c>null</c>: the system's.</param>
    /// <param name="directory">Where it stands, and stays; <c>null</c>: in a folder of its own, gone with it.</param>
    public SqliteTestStore(TimeProvider? time = null, string? directory = null)
    {
        _clock = time as TestClock;
        _own = directory is null ? new TemporaryDirectory() : null;
        Directory = directory ?? _own!.Path; // one of the two is there
        _services = new ServiceCollection()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddSqliteStore(Directory, "local")
            .BuildServiceProvider();
    }

    public string Directory { get; }

    public IInvoiceLog Log => _services.GetRequiredService<IInvoiceLog>();

    public ITwinIndex Twins => _services.GetRequiredService<ITwinIndex>();

    public IWaitingIndex Waiting => _services.GetRequiredService<IWaitingIndex>();

    public IOpenInvoiceIndex OpenInvoices => _services.GetRequiredService<IOpenInvoiceIndex>();

    public IMasterDataArchive MasterData => _services.GetRequiredService<IMasterDataArchive>();

    public IRetriageWorkList RetriageWorks => _services.GetRequiredService<IRetriageWorkList>();

    public IModelRegistry Registry => _services.GetRequiredService<IModelRegistry>();

    public IShadowRuns ShadowRuns => _services.GetRequiredService<IShadowRuns>();

    public IPolicyArchive Policies => _services.GetRequiredService<IPolicyArchive>();

    public IConfiguredLog Configured => _services.GetRequiredService<IConfiguredLog>();

    public IInvoiceIndex Index => _services.GetRequiredService<IInvoiceIndex>();

    public IFeatureArchive Features => _services.GetRequiredService<IFeatureArchive>();

    public IFeedIndex Feed => _services.GetRequiredService<IFeedIndex>();

    public string Location => Directory;

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Directory, "triage.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a table.</summary>
    public long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Directory, "triage.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand($"SELECT count(*) FROM {table}", connection);
        return (long)command.ExecuteScalar()!; // a count is a number
    }

    public void Advance(TimeSpan by) => (_clock ?? throw new InvalidOperationException("The store runs on the system's clock.")).Advance(by);

    public void Dispose()
    {
        _services.Dispose();
        _own?.Dispose();
    }
}
