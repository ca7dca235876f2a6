using System.Diagnostics.Metrics;

namespace Triage.Grains.MasterData;

/// <summary>What operators see of master data; labels are closed sets.</summary>
public sealed class MasterDataMetrics : IDisposable
{
    public const string MeterName = "Triage.MasterData";

    private readonly Meter _meter;
    private readonly Counter<long> _imports;
    private readonly Counter<long> _refreshes;
    private readonly Counter<long> _visited;
    private readonly Counter<long> _retriaged;
    private readonly Counter<long> _failed;
    private int _open;

    public MasterDataMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _imports = _meter.CreateCounter<long>("imports", "{file}", "Files that were sent to be imported, by kind and outcome.");
        _refreshes = _meter.CreateCounter<long>("refreshes", "{look}", "Looks at the store for a new version, by what came of them.");
        _visited = _meter.CreateCounter<long>("retriage_visited", "{invoice}", "Open invoices that a new version made triage look at.");
        _retriaged = _meter.CreateCounter<long>("retriaged", "{invoice}", "Of them, judged again.");
        _failed = _meter.CreateCounter<long>("retriage_failed", "{invoice}", "Of them, unreadable and passed over.");
        _meter.CreateObservableGauge("retriages_open", () => Volatile.Read(ref _open), "{version}", "Versions because of which open invoices are still looked at.");
    }

    public void OnImport(string kind, string outcome) =>
        _imports.Add(1, new("kind", kind), new("outcome", outcome));

    public void OnRefreshed(string outcome) => _refreshes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void OnVisited(int invoices) => _visited.Add(invoices);

    public void OnRetriaged(int invoices) => _retriaged.Add(invoices);

    public void OnFailed(int invoices) => _failed.Add(invoices);

    public void OnOpenCounted(int versions) => Volatile.Write(ref _open, versions);

    public void Dispose() => _meter.Dispose();
}
