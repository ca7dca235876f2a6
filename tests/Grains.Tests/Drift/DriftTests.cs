using Microsoft.Extensions.Options;
using Triage.Grains.Drift;
using Triage.Grains.Tests.Hosting;
using Triage.Grains.Tests.Scoring;
using Triage.Models.Clock;
using Triage.Models.Policy;
using Triage.Models.Registry;
using Triage.Models.Scoring.Drift;
using Triage.TestKit;

namespace Triage.Grains.Tests.Drift;

/// <summary>Weeks of verdicts that a real store keeps.</summary>
public sealed class DriftTests
{
    private const string Tenant = InvoiceCluster.Tenant;

    private static readonly DateOnly First = new(2026, 3, 9); // the clock starts on the Tuesday behind it
    private static readonly DateOnly Second = First.AddDays(7);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Week_has_what_its_own_version_scored_from_Monday_to_Monday()
    {
        await using var registry = await StartAsync();
        var first = 1 + await SubmitAsync(registry, "a", 20); // one showed that it is served
        GoTo(registry.Cluster, Second, -TimeSpan.FromSeconds(1));
        first += await SubmitAsync(registry, "b", 1);
        GoTo(registry.Cluster, Second, TimeSpan.FromSeconds(1));
        var second = await SubmitAsync(registry, "c", 10);
        await registry.ActAsync(RegistryActionKind.Promoted, "other");
        var before = await CountAsync(registry, "live");
        await registry.UntilServedAsync("other");
        var late = await CountAsync(registry, "live") - before; // of the version before, until the other is served
        await SubmitAsync(registry, "d", 5);

        var drift = Drift(registry.Cluster);
        var week = await drift.MeasureAsync(Tenant, "live", First, Token);
        Assert.Equal((First, true, first, first), (week.Monday, week.IsComplete, week.Verdicts, week.Counted));
        Assert.Equal((Second, false, second + late), (await drift.MeasureAsync(Tenant, "live", Second.AddDays(3), Token)) switch { var running => (running.Monday, running.IsComplete, running.Counted) });
        Assert.Equal(6, (await drift.MeasureAsync(Tenant, "other", Second, Token)).Counted);
        Assert.Equal(0, (await drift.MeasureAsync(Tenant, "other", First, Token)).Verdicts);
        Assert.Empty((await drift.MeasureAsync(Tenant, "live", First.AddDays(-7), Token)).Models);

        Assert.Equal([ScorerNames.Duplicate, ScorerNames.Coding], week.Models.Select(model => model.Model)); // the package has no others
        Assert.All(week.Models, model => Assert.Equal((first, DriftLevel.Large), (model.Invoices, model.Score.Level)));
        Assert.All(week.Models.SelectMany(model => model.Columns), column => Assert.True(column.Counts.Sum() >= first));
    }

    [Fact]
    public async Task What_was_said_before_and_is_taken_over_is_not_counted_again()
    {
        await using var registry = await StartAsync();
        await SubmitAsync(registry, "a", 4);
        var before = await Drift(registry.Cluster).MeasureAsync(Tenant, "live", First, Token);
        await registry.Cluster.SendAsync(Bills.Clear("a1"), Bills.Retriage("again"));
        Assert.Equal(before.Verdicts, (await Drift(registry.Cluster).MeasureAsync(Tenant, "live", First, Token)).Verdicts);
    }

    [Fact]
    public async Task Of_too_many_a_sample_is_counted_and_the_rest_is_estimated()
    {
        await using var registry = await StartAsync();
        var all = 1 + await SubmitAsync(registry, "a", 150);
        var week = await Drift(registry.Cluster, verdictsMax: 40).MeasureAsync(Tenant, "live", First, Token);
        Assert.Equal(40, week.Counted);
        Assert.InRange(week.Verdicts, all * 0.8, all * 1.2);
    }

    [Fact]
    public async Task Sheet_that_is_damaged_is_not_counted_and_the_rest_is()
    {
        await using var registry = await StartAsync();
        var all = 1 + await SubmitAsync(registry, "a", 5);
        registry.Cluster.Store.Execute("UPDATE event_features SET payload = zeroblob(5) WHERE position = (SELECT max(position) FROM event_features)");
        registry.Cluster.Store.Execute("DELETE FROM event_features WHERE position = (SELECT min(position) FROM event_features)");
        var week = await Drift(registry.Cluster).MeasureAsync(Tenant, "live", First, Token);
        Assert.Equal((all, all - 2), (week.Verdicts, week.Counted));
    }

    [Fact]
    public async Task Reference_is_read_once_and_its_absence_says_what_to_do()
    {
        await using var registry = await StartAsync();
        var models = new HandMade.Models(reference: null);
        var references = new DriftReferences(models);
        for (var times = 0; times < 3; times++)
        {
            var missing = await Assert.ThrowsAsync<NoReferenceException>(() => Drift(registry.Cluster, references: references).MeasureAsync(Tenant, "live", First, Token));
            Assert.Contains("live cannot be measured: their package has no reference. Train it again", missing.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, models.Reads);
    }

    [Theory]
    [InlineData("2026-03-09T00:00:00Z", "2026-03-09")]
    [InlineData("2026-03-15T23:59:59.999Z", "2026-03-09")]
    [InlineData("2026-03-16T00:30:00+01:00", "2026-03-09")]
    [InlineData("2027-01-01T12:00:00Z", "2026-12-28")]
    public void Week_begins_on_Monday_at_midnight_UTC(string at, string monday)
    {
        var week = IsoWeek.At(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(monday, week.Monday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(week.Has(week.FromMicros) && week.Has(week.UntilMicros - 1) && !week.Has(week.FromMicros - 1) && !week.Has(week.UntilMicros));
    }

    private static Triage.Grains.Drift.Drift Drift(InvoiceCluster cluster, int verdictsMax = 5_000, DriftReferences? references = null) => new(
        cluster.Store.Feed, cluster.Store.Features, references ?? new(new HandMade.Models(SampleModels.Reference)), Options.Create(new DriftOptions { VerdictsMax = verdictsMax }), cluster.Clock);

    private static async Task<RegistryCluster> StartAsync()
    {
        var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("live", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.As("other", SampleModels.Package()));
        await registry.ActAsync(RegistryActionKind.Promoted, "live");
        await registry.UntilServedAsync("live");
        return registry;
    }

    private static async Task<long> SubmitAsync(RegistryCluster registry, string name, int count)
    {
        for (var n = 0; n < count; n++)
        {
            Assert.NotNull(RegistryCluster.VersionOf(await registry.SubmitAsync(Bills.Clear($"{name}{n}"))));
        }

        return count;
    }

    private static async Task<long> CountAsync(RegistryCluster registry, string version) => (await Drift(registry.Cluster).MeasureAsync(Tenant, version, Second, Token)).Counted;

    private static void GoTo(InvoiceCluster cluster, DateOnly day, TimeSpan behind) =>
        cluster.Clock.Advance(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) + behind - StoreTime.FromMicros(cluster.Clock.NowMicros()));
}
