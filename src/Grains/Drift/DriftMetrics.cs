using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>What operators see of drift: of several tenants the worst. Labels are closed sets: models, the columns that they read, weeks, levels.</summary>
public sealed class DriftMetrics : IDisposable
{
    public const string MeterName = "Triage.Drift";

    private readonly Meter _meter;
    private readonly Counter<long> _measurements;
    private ImmutableArray<Measurement<double>> _psi = [];
    private ImmutableArray<Measurement<long>> _columns = [];
    private ImmutableArray<Measurement<long>> _invoices = [];
    private ImmutableArray<Measurement<long>> _suggested = [];

    public DriftMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _meter.CreateObservableGauge("psi", IEnumerable<Measurement<double>> () => _psi, "{nat}", "How far a column is from what its model was trained with.");
        _meter.CreateObservableGauge("columns", IEnumerable<Measurement<long>> () => _columns, "{feature}", "Features of a model that are so far from what it was trained with.");
        _meter.CreateObservableGauge("invoices", IEnumerable<Measurement<long>> () => _invoices, "{invoice}", "Invoices that were counted for it.");
        _meter.CreateObservableGauge("retraining_suggested", IEnumerable<Measurement<long>> () => _suggested, "{model}", "1 where the model of a tenant should be trained again, else 0.");
        _measurements = _meter.CreateCounter<long>("measurements", "{measurement}", "Measurements of a tenant's version, by what came of them.");
    }

    /// <param name="outcome">Measured, NoReference, Failed.</param>
    public void OnMeasured(string outcome) => _measurements.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>All tenants' at once: what was there before and is no longer reads 0.</summary>
    public void OnTurn(IReadOnlyCollection<TenantDrift> tenants)
    {
        var drifts = tenants.SelectMany(tenant => new[] { (Week: "Running", Drift: tenant.Running), (Week: "Last", Drift: tenant.Last) })
            .SelectMany(one => one.Drift?.Models.Select(model => (one.Week, Drift: model)) ?? [])
            .ToLookup(one => (one.Week, one.Drift.Model), one => one.Drift);
        _psi = Over(_psi, drifts.SelectMany(group => group.SelectMany(drift => drift.Columns).GroupBy(column => column.Reference.Name).Select(column =>
            new Measurement<double>(column.Max(one => one.Index), Tag("model", group.Key.Model), Tag("column", column.Key), Tag("week", group.Key.Week)))));
        _columns = Over(_columns, drifts.SelectMany(group => new[] { DriftLevel.Moderate, DriftLevel.Large }.Select(level =>
            new Measurement<long>(group.Max(drift => drift.Count(level)), Tag("model", group.Key.Model), Tag("week", group.Key.Week), Tag("level", level.ToString())))));
        _invoices = Over(_invoices, drifts.Select(group => new Measurement<long>(group.Max(drift => drift.Invoices), Tag("model", group.Key.Model), Tag("week", group.Key.Week))));
        var suggested = tenants.SelectMany(tenant => tenant.Advice).Select(advice => advice.Model).ToHashSet(StringComparer.Ordinal);
        _suggested = Over(_suggested, drifts.Select(group => group.Key.Model).Concat(suggested).Distinct().Select(model => new Measurement<long>(suggested.Contains(model) ? 1 : 0, Tag("model", model))));
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private static ImmutableArray<Measurement<T>> Over<T>(ImmutableArray<Measurement<T>> before, IEnumerable<Measurement<T>> now)
        where T : struct
    {
        var measured = now.ToImmutableArray();
        var names = measured.Select(Name).ToHashSet(StringComparer.Ordinal);
        return [.. measured, .. before.Where(one => !names.Contains(Name(one))).Select(one => new Measurement<T>(default, one.Tags))];

        static string Name(Measurement<T> one) => string.Join(' ', one.Tags.ToArray().Select(tag => tag.Value));
    }
}
