using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Triage.Grains.Scoring;

/// <summary>Whether every tenant is served what its registry asks for: what health and operators see of it. Labels are closed sets, so no version is one.</summary>
public sealed class ModelsInService : IDisposable
{
    public const string MeterName = "Triage.Models";

    private readonly ConcurrentDictionary<string, Standing> _tenants = new(StringComparer.Ordinal);
    private readonly InstalledModels _installed;
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _switches;
    private readonly Histogram<double> _took;

    public ModelsInService(InstalledModels installed, TimeProvider time, IMeterFactory meters)
    {
        (_installed, _time) = (installed, time);
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("tenants", Tenants, "{tenant}", "Tenants by where the models come from that score their invoices.");
        _meter.CreateObservableGauge("behind_seconds", Behind, "s", "How long a registry has asked for a version that is not served yet; of the tenant that waits longest.");
        _switches = _meter.CreateCounter<long>("switches", "{switch}", "Tries to serve the version that a registry asks for, by outcome.");
        _took = _meter.CreateHistogram<double>("switch_seconds", "s", "From the first look that saw another version in force to the exchange.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300],
        });
    }

    /// <summary>Why something that should score does not; <c>null</c> where all is well.</summary>
    public string? Problem => _tenants.Values.Select(standing => standing.Problem).FirstOrDefault(problem => problem is not null) ?? (NeedsConfiguration ? _installed.Problem : null);

    /// <summary>A broken package in the configuration harms nobody once registries have taken over.</summary>
    private bool NeedsConfiguration => _tenants.IsEmpty || _tenants.Values.Any(standing => standing.From != ModelOrigin.Registry);

    public void Dispose() => _meter.Dispose();

    internal void OnServed(string tenant, ModelOrigin from)
    {
        _tenants.TryGetValue(tenant, out var before);
        _tenants[tenant] = new(from, null, null);
        if (before?.WantedSince is { } since)
        {
            _took.Record(_time.GetElapsedTime(since).TotalSeconds);
        }

        if (from == ModelOrigin.Registry)
        {
            _switches.Add(1, new KeyValuePair<string, object?>("outcome", "Done"));
        }
    }

    /// <summary>Another version is in force than is served.</summary>
    internal void OnWanted(string tenant)
    {
        var now = _time.GetTimestamp();
        _tenants.AddOrUpdate(tenant, _ => new(ModelOrigin.Nothing, null, now), (_, before) => before with { WantedSince = before.WantedSince ?? now });
    }

    internal void OnRefused(string tenant, string problem)
    {
        _switches.Add(1, new KeyValuePair<string, object?>("outcome", "Refused"));
        _tenants.AddOrUpdate(tenant, _ => new(ModelOrigin.Nothing, problem, _time.GetTimestamp()), (_, before) => before with { Problem = problem });
    }

    /// <summary>The registry asks for what is served again.</summary>
    internal void OnReached(string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var before))
        {
            _tenants[tenant] = before with { Problem = null, WantedSince = null };
        }
    }

    internal void OnLeft(string tenant) => _tenants.TryRemove(tenant, out _);

    private IEnumerable<Measurement<long>> Tenants() => Enum.GetValues<ModelOrigin>().Select(from =>
        new Measurement<long>(_tenants.Values.Count(standing => standing.From == from), new KeyValuePair<string, object?>("from", from.ToString())));

    private double Behind() => _tenants.Values.Select(standing => standing.WantedSince is { } since ? _time.GetElapsedTime(since).TotalSeconds : 0).DefaultIfEmpty().Max();

    private sealed record Standing(ModelOrigin From, string? Problem, long? WantedSince);
}
