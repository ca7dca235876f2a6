using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.History;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;

namespace Triage.TestKit;

/// <summary>The real embedded store in a folder of its own.</summary>
public sealed class SqliteTestStore : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;

    /// <param name="time">The store's clock; <c>null</c>: the system's.</param>
    public SqliteTestStore(TimeProvider? time = null)
    {
        _services = new ServiceCollection()
            .AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddLogging()
            .AddSqliteStore(_directory.Path, "local")
            .BuildServiceProvider();
    }

    public string Directory => _directory.Path;

    public IInvoiceLog Log => _services.GetRequiredService<IInvoiceLog>();

    public ITwinIndex Twins => _services.GetRequiredService<ITwinIndex>();

    public IWaitingIndex Waiting => _services.GetRequiredService<IWaitingIndex>();

    public IInvoiceIndex Index => _services.GetRequiredService<IInvoiceIndex>();

    public void Dispose()
    {
        _services.Dispose();
        _directory.Dispose();
    }
}
