using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Triage.Models.History;
using Triage.Models.Matching;
using Triage.Storage.Sqlite;

namespace Triage.TestKit;

/// <summary>The real embedded store.</summary>
public sealed class SqliteTestStore : IDisposable
{
    private readonly TemporaryDirectory? _own;
    private readonly ServiceProvider _services;

    /// <param name="time">The store's clock; <c>null</c>: the system's.</param>
    /// <param name="directory">Where it stands, and stays; <c>null</c>: in a folder of its own, gone with it.</param>
    public SqliteTestStore(TimeProvider? time = null, string? directory = null)
    {
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

    public IInvoiceIndex Index => _services.GetRequiredService<IInvoiceIndex>();

    public void Dispose()
    {
        _services.Dispose();
        _own?.Dispose();
    }
}
