using System.Collections.Concurrent;

namespace Triage.Grains.Scoring;

/// <summary>Whether every tenant is served what its registry asks for: what health and operators are told of it.</summary>
public sealed class ModelsInService
{
    private readonly ConcurrentDictionary<string, Standing> _tenants = new(StringComparer.Ordinal);
    private readonly InstalledModels _installed;
    private readonly ModelsMetrics _metrics;
    private readonly TimeProvider _time;

    public ModelsInService(InstalledModels installed, ModelsMetrics metrics, TimeProvider time)
    {
        (_installed, _metrics, _time) = (installed, metrics, time);
        metrics.Watch(from => _tenants.Values.Count(standing => standing.From == from), () => _tenants.Values.Select(Waited).DefaultIfEmpty().Max());
    }

    /// <summary>Why something that should score does not; <c>null</c> where all is well.</summary>
    public string? Problem => _tenants.Values.Select(standing => standing.Problem).FirstOrDefault(problem => problem is not null) ?? (NeedsConfiguration ? _installed.Problem : null);

    /// <summary>A broken package in the configuration harms nobody once registries have taken over.</summary>
    private bool NeedsConfiguration => _tenants.IsEmpty || _tenants.Values.Any(standing => standing.From != ModelOrigin.Registry);

    internal void Served(string tenant, ModelOrigin from)
    {
        if (_tenants.TryGetValue(tenant, out var before) && before.WantedSince is not null)
        {
            _metrics.OnTook(Waited(before));
        }

        _tenants[tenant] = new(from, null, null);
        if (from == ModelOrigin.Registry)
        {
            _metrics.OnSwitch("Done");
        }
    }

    /// <summary>Another version is in force than is served.</summary>
    internal void Wanted(string tenant)
    {
        var now = _time.GetTimestamp();
        _tenants.AddOrUpdate(tenant, _ => new(ModelOrigin.Nothing, null, now), (_, before) => before with { WantedSince = before.WantedSince ?? now });
    }

    internal void Refused(string tenant, string problem)
    {
        _metrics.OnSwitch("Refused");
        _tenants.AddOrUpdate(tenant, _ => new(ModelOrigin.Nothing, problem, _time.GetTimestamp()), (_, before) => before with { Problem = problem });
    }

    /// <summary>The registry asks for what is served again.</summary>
    internal void Reached(string tenant)
    {
        if (_tenants.TryGetValue(tenant, out var before))
        {
            _tenants[tenant] = before with { Problem = null, WantedSince = null };
        }
    }

    internal void Left(string tenant) => _tenants.TryRemove(tenant, out _);

    private TimeSpan Waited(Standing standing) => standing.WantedSince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    private sealed record Standing(ModelOrigin From, string? Problem, long? WantedSince);
}
