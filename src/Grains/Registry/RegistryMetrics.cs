using System.Diagnostics.Metrics;

namespace Triage.Grains.Registry;

/// <summary>What operators see of the registry; labels are closed sets.</summary>
public sealed class RegistryMetrics : IDisposable
{
    public const string MeterName = "Triage.Registry";

    private readonly Meter _meter;
    private readonly Counter<long> _actions;

    public RegistryMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _actions = _meter.CreateCounter<long>("actions", "{action}", "What was asked of the registry, by action and outcome.");
    }

    public void OnAction(string action, string outcome) => _actions.Add(1, new("action", action), new("outcome", outcome));

    public void Dispose() => _meter.Dispose();
}
