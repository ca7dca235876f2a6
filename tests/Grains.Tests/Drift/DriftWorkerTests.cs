using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Grains.Drift;
using Triage.Grains.Tests.Hosting;
using Triage.Grains.Tests.Scoring;
using Triage.Models.Registry;
using Triage.TestKit;

namespace Triage.Grains.Tests.Drift;

/// <summary>What is said by itself: figures for operators, and once in words that a model should be trained again.</summary>
public sealed class DriftWorkerTests : IAsyncLifetime
{
    private static readonly DateOnly Running = new(2026, 3, 9);

    private readonly Lines _lines = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    // InitializeAsync sets it before the test.
    private RegistryCluster _registry = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _registry = await RegistryCluster.StartAsync();
        await _registry.RegisterAsync(SampleModels.As("live", SampleModels.Package()));
        await _registry.ActAsync(RegistryActionKind.Promoted, "live");
        await _registry.SubmitAsync(Bills.Clear("one")); // who has no events has no drift
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Two_weeks_that_moved_are_said_once_and_shown_as_figures()
    {
        using var metrics = Metrics();
        var drift = new HandMade.Drift((_, monday) => HandMade.Week(monday, monday < Running, hasMoved: monday < Running));
        using var worker = Worker(drift, metrics);
        await worker.TurnAsync(Token);
        await worker.TurnAsync(Token);

        var (level, said) = Assert.Single(_lines.Said);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("Of models live, anomaly was far", said, StringComparison.Ordinal);
        Assert.Contains("(its score)", said, StringComparison.Ordinal);
        Assert.Contains("./triage train", said, StringComparison.Ordinal);
        Assert.Equal([Running, Running.AddDays(-7), Running.AddDays(-14), Running], drift.Asked); // whole weeks once

        var figures = Figures(metrics);
        Assert.Equal((1.5, 0.01), (figures["psi anomaly score Last"], figures["psi anomaly score Running"]));
        Assert.Equal((1.0, 200.0), (figures["retraining_suggested anomaly"], figures["invoices anomaly Last"]));
        Assert.Equal((0.0, 0.0), (figures["columns anomaly Last Large"], figures["columns anomaly Last Moderate"]));
        Assert.DoesNotContain(figures.Keys, name => name.Contains(InvoiceCluster.Tenant, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Next_week_is_said_again_and_one_that_is_as_it_was_takes_the_suggestion_back()
    {
        using var metrics = Metrics();
        var good = DateOnly.MaxValue;
        using var worker = Worker(new HandMade.Drift((_, monday) => HandMade.Week(monday, isComplete: true, hasMoved: monday < good)), metrics);
        await worker.TurnAsync(Token);
        _registry.Cluster.Clock.Advance(TimeSpan.FromDays(7));
        await worker.TurnAsync(Token);
        Assert.Equal(2, _lines.Said.Count);

        good = Running.AddDays(7);
        _registry.Cluster.Clock.Advance(TimeSpan.FromDays(7));
        await worker.TurnAsync(Token);
        Assert.Equal(2, _lines.Said.Count);
        Assert.Equal(0, Figures(metrics)["retraining_suggested anomaly"]);
    }

    [Fact]
    public async Task Failure_and_a_missing_reference_are_said_counted_and_change_nothing_that_is_known()
    {
        using var metrics = Metrics();
        Exception? failure = null;
        using var worker = Worker(new HandMade.Drift((_, monday) => failure is null ? HandMade.Week(monday, isComplete: true, hasMoved: true) : throw failure), metrics);
        using var outcomes = new MeterListener();
        var counted = new List<string?>();
        outcomes.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value as string));
        outcomes.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOf(metrics, instrument) && instrument.Name == "measurements")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        outcomes.Start();
        await worker.TurnAsync(Token);
        failure = new InvalidDataException("the disk is gone");
        await worker.TurnAsync(Token);
        Assert.Equal(1.5, Figures(metrics)["psi anomaly score Last"]);
        failure = null;
        await worker.TurnAsync(Token);
        Assert.Single(_lines.Said, line => line.Text.Contains("far from what", StringComparison.Ordinal)); // the failure between is no reason to say it again
        Assert.Single(_lines.Said, line => line.Text.Contains("was not measured; it is tried again in 01:00:00", StringComparison.Ordinal));

        failure = new NoReferenceException("live");
        await worker.TurnAsync(Token);
        await worker.TurnAsync(Token);
        Assert.Single(_lines.Said, line => line.Level == LogLevel.Information && line.Text.Contains("Train it again with ./triage train", StringComparison.Ordinal));
        Assert.Equal((0.0, 0.0), (Figures(metrics)["psi anomaly score Last"], Figures(metrics)["retraining_suggested anomaly"]));
        Assert.Equal(["Measured", "Failed", "Measured", "NoReference", "NoReference"], counted);
    }

    [Fact]
    public async Task Zero_turns_it_off()
    {
        using var metrics = Metrics();
        var drift = new HandMade.Drift((_, _) => throw new InvalidOperationException());
        using var worker = Worker(drift, metrics, TimeSpan.Zero);
        await worker.StartAsync(Token);
        await worker.ExecuteTask!; // it was started
        Assert.Empty(drift.Asked);
    }

    private DriftMetrics Metrics() => ActivatorUtilities.CreateInstance<DriftMetrics>(_services);

    private DriftWorker Worker(IDrift drift, DriftMetrics metrics, TimeSpan? every = null) => new(
        drift, _registry.Cluster.Store.Feed, _registry.Cluster.Store.Registry, metrics, Options.Create(new DriftOptions { MeasureEvery = every ?? TimeSpan.FromHours(1) }), _registry.Cluster.Clock, _lines);

    private bool IsOf(DriftMetrics metrics, Instrument instrument) => instrument.Meter.Name == DriftMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, _services.GetRequiredService<IMeterFactory>()) && metrics is not null;

    private Dictionary<string, double> Figures(DriftMetrics metrics)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (IsOf(metrics, instrument))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => figures[Name(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => figures[Name(instrument, tags)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return figures;

        static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.ToArray().Select(tag => tag.Value as string).Prepend(instrument.Name));
    }

    private sealed class Lines : ILogger<DriftWorker>
    {
        public List<(LogLevel Level, string Text)> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add((logLevel, formatter(state, exception)));
    }
}
