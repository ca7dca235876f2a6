using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Triage.Grains.Drift;
using Triage.Grains.Invoices;
using Triage.Models.Gating;
using Triage.Models.Lifecycle;
using Triage.Models.Scoring.Drift;
using Triage.Silo.Telemetry;
using Triage.Storage;
using Triage.TestKit;

namespace Triage.Repo.Tests.Docs;

/// <summary>Every instrument of the service, used once, and the page that the exporter makes of them.</summary>
internal sealed class ServiceMetrics
{
    public static IReadOnlyList<Type> MetricTypes { get; } =
        [.. new[] { typeof(InvoiceMetrics), typeof(StorageMetrics), typeof(PrometheusExport) }.SelectMany(type => type.Assembly.GetTypes()).Where(type => type.GetField("MeterName") is not null)];

    private readonly ConcurrentDictionary<Instrument, SortedSet<string>> _labels = new();

    public static readonly ServiceMetrics Measured = new();

    private ServiceMetrics()
    {
        using var export = new PrometheusExport();
        using var listener = new MeterListener { InstrumentPublished = Listen };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var store = new SqliteTestStore();
        _ = store.Log; // the store's own gauges are published when it opens
        foreach (var type in MetricTypes)
        {
            using var metrics = (IDisposable)ActivatorUtilities.CreateInstance(services, type);
            Use(metrics);
        }

        listener.RecordObservableInstruments();
        using var page = new MemoryStream();
        export.Registry.CollectAndExportAsTextAsync(page).GetAwaiter().GetResult();
        Exported = [.. Encoding.UTF8.GetString(page.ToArray()).Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).Order(StringComparer.Ordinal)];
    }

    private static WeekDrift Week => new(default, IsComplete: true, 1, 1, [new("coding", 1, 1, [new(new("score", [], [1, 0]), [1, 0], 0, 0)])]);

    /// <summary>Names on the page.</summary>
    public IReadOnlyList<string> Exported { get; }

    public IEnumerable<(string Name, string Kind, string Unit, string Labels)> Instruments => _labels
        .Select(pair => (NameOf(pair.Key), KindOf(pair.Key), UnitOf(pair.Key), string.Join(", ", pair.Value.Select(label => $"`{label}`")))).Distinct();

    /// <summary>The exporter's own rule, which <see cref="Exported"/> proves.</summary>
    private static string NameOf(Instrument instrument) => $"{instrument.Meter.Name}_{instrument.Name}".ToLowerInvariant().Replace('.', '_');

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        var name when name.Contains("Counter", StringComparison.Ordinal) => "counter",
        var name when name.Contains("Histogram", StringComparison.Ordinal) => "histogram",
        var name when name.Contains("Gauge", StringComparison.Ordinal) => "gauge",
        var name => throw new NotSupportedException(name),
    };

    private static string UnitOf(Instrument instrument) => instrument.Unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        { Length: > 2 } counted => counted.Trim('{', '}'),
        _ => throw new NotSupportedException($"{instrument.Name} has no unit."),
    };

    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name.StartsWith("Triage.", StringComparison.Ordinal))
        {
            _labels.TryAdd(instrument, []);
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            _labels[instrument].Add(tag.Key);
        }
    }

    private static void Use(object metrics)
    {
        foreach (var happened in metrics.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => method.Name.StartsWith("On", StringComparison.Ordinal)))
        {
            happened.Invoke(metrics, [.. happened.GetParameters().Select(parameter => Sample(parameter.ParameterType))]);
        }
    }

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "x",
        _ when type == typeof(int) => 1,
        _ when type == typeof(bool) => true,
        _ when type == typeof(long) => 1L,
        _ when type == typeof(TimeSpan) => TimeSpan.FromSeconds(1),
        _ when type == typeof(StatusCode) => StatusCode.OK,
        _ when type == typeof(LimitKind) => LimitKind.Rate,
        _ when type == typeof(ReportStanding) => ReportStanding.Applied,
        _ when type == typeof(Verdict) => new Verdict
        {
            Kind = VerdictKind.Review,
            Reasons = [new Reason { Code = ExceptionCode.NoRuleMatched, Text = "x", Severity = Severity.Info }],
            BlockingKeysOverflowed = 1,
            GateVersion = "1",
            PolicySha256 = [],
            JudgedAtMicros = 1,
        },
        _ when type == typeof(IReadOnlyCollection<TenantDrift>) => new[] { new TenantDrift("x", Week, [Week], [new("coding", 1)]) },
        _ => throw new NotSupportedException($"A metric takes {type}: give it a sample here."),
    };
}
