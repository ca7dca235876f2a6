using Triage.Grains.MasterData;
using Triage.Grains.Tests.Hosting;
using Triage.Models.MasterData;
using static Triage.Models.MasterData.MasterDataKind;

namespace Triage.Grains.Tests.MasterData;

/// <summary>Files come into force whole or not at all, once, and by number.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Two = "supplier_id,name\nS1,Acme\nS2,Beta\n";

    private readonly InvoiceCluster _cluster = new();

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Import_new_file_is_in_force_and_says_what_changed()
    {
        var first = await _cluster.ImportAsync(Suppliers, Two);
        Assert.Equal((ImportOutcome.Imported, 1L, 2, "steward"), (first.Outcome, first.Version!.Version, first.Version.Entries, first.Version.ImportedBy));
        var second = await _cluster.ImportAsync(Suppliers, "supplier_id,name,hold\nS2,Beta,all\nS3,Gamma,\n");
        Assert.Equal((ImportOutcome.Imported, 2L, 1), (second.Outcome, second.Version!.Version, second.Version.Restricted));
        Assert.Equal([["S3"], ["S2"], ["S1"]], new[] { second.Change!.Added, second.Change.Changed, second.Change.Removed });
        Assert.NotNull((await CurrentAsync()).Suppliers!.ById("S3"));
    }

    [Fact]
    public async Task Import_same_bytes_again_answers_the_version_that_is_there()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        var again = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _cluster.ImportAsync(Suppliers, Two)));
        Assert.All(again, result => Assert.Equal((ImportOutcome.Unchanged, 1L), (result.Outcome, result.Version!.Version)));
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task Import_bytes_of_an_earlier_version_are_a_version_of_their_own()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        await _cluster.ImportAsync(Suppliers, "supplier_id,name\nS1,Acme\n");
        Assert.Equal((ImportOutcome.Imported, 3L), (await _cluster.ImportAsync(Suppliers, Two)) is var back ? (back.Outcome, back.Version!.Version) : default);
    }

    [Fact]
    public async Task Import_different_files_at_once_all_come_into_force_one_after_the_other()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => _cluster.ImportAsync(Suppliers, $"supplier_id,name\nS{n},Acme\n")));
        Assert.Equal([1L, 2L, 3L, 4L], results.Select(result => result.Version!.Version).Order());
        Assert.Equal(4, (await VersionsAsync()).Length);
    }

    [Fact]
    public async Task Import_bad_line_applies_nothing()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        var refused = await _cluster.ImportAsync(Suppliers, Two + "S3,\n");
        Assert.Equal((ImportOutcome.Refused, 1), (refused.Outcome, refused.ErrorCount));
        Assert.Equal("line 4, name: must be given", refused.Errors[0].ToString());
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task Import_dry_run_says_what_would_be_and_changes_nothing()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        var dry = await _cluster.ImportAsync(Imports.Command(Suppliers, dryRun: true), "supplier_id,name\nS1,Acme\n");
        Assert.Equal((ImportOutcome.WouldImport, 2L, 1), (dry.Outcome, dry.Version!.Version, dry.Version.Removed));
        Assert.Single(await VersionsAsync());
        Assert.NotNull((await CurrentAsync()).Suppliers!.ById("S2"));
    }

    [Fact]
    public async Task Import_other_version_expected_is_overtaken_and_changes_nothing()
    {
        Assert.Equal(ImportOutcome.Overtaken, (await _cluster.ImportAsync(Imports.Command(Suppliers, expected: 1), Two)).Outcome);
        Assert.Equal(ImportOutcome.Imported, (await _cluster.ImportAsync(Imports.Command(Suppliers, expected: 0), Two)).Outcome);
        var late = await _cluster.ImportAsync(Imports.Command(Suppliers, expected: 0), "supplier_id,name\nS9,Late\n");
        Assert.Equal((ImportOutcome.Overtaken, 1L), (late.Outcome, late.Version!.Version));

        // A retry whose first try came through finds its own bytes.
        Assert.Equal(ImportOutcome.Unchanged, (await _cluster.ImportAsync(Imports.Command(Suppliers, expected: 0), Two)).Outcome);
        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task Import_many_removals_need_to_be_allowed()
    {
        static string Of(int count) => "supplier_id,name\n" + string.Concat(Enumerable.Range(0, count).Select(n => $"S{n},Name {n}\n"));
        var careful = Imports.Command(Suppliers, allowRemovals: false);
        await _cluster.ImportAsync(careful, Of(100));
        Assert.Equal(ImportOutcome.Imported, (await _cluster.ImportAsync(careful, Of(80))).Outcome);
        var refused = await _cluster.ImportAsync(careful, Of(63));
        Assert.Equal((ImportOutcome.Refused, 17), (refused.Outcome, refused.Change!.Removed.Length));
        Assert.Contains("17 of 80", refused.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(ImportOutcome.Imported, (await _cluster.ImportAsync(Imports.Command(Suppliers), Of(63))).Outcome);
    }

    [Fact]
    public async Task Import_file_without_rows_takes_the_kind_out_of_force_only_where_allowed()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        Assert.Equal(ImportOutcome.Refused, (await _cluster.ImportAsync(Imports.Command(Suppliers, allowRemovals: false), "supplier_id,name\n")).Outcome);
        Assert.Equal(ImportOutcome.Imported, (await _cluster.ImportAsync(Suppliers, "supplier_id,name\n")).Outcome);
        var snapshot = await CurrentAsync();
        Assert.Null(snapshot.Suppliers);
        Assert.Empty(snapshot.Used);
        Assert.Equal(2, snapshot.VersionOf(Suppliers));
    }

    [Fact]
    public async Task Import_facilities_and_calendars_must_not_leave_each_other_without()
    {
        const string Facility = "facility_id,name,time_zone,calendar\nnorth,North,Europe/London,england\n";
        Assert.Contains("import calendars first", Assert.Single((await _cluster.ImportAsync(Facilities, Facility)).Errors).Message, StringComparison.Ordinal);
        await _cluster.ImportAsync(Calendars, "calendar,day\nengland,Saturday\n");
        Assert.Equal(ImportOutcome.Imported, (await _cluster.ImportAsync(Facilities, Facility)).Outcome);
        Assert.Contains("north uses", Assert.Single((await _cluster.ImportAsync(Calendars, "calendar,day\nwales,Saturday\n")).Errors).Message, StringComparison.Ordinal);
        Assert.NotNull((await CurrentAsync()).Facilities!.ClockById("north"));
    }

    [Fact]
    public async Task Restore_earlier_version_comes_back_as_a_new_one()
    {
        await _cluster.ImportAsync(Suppliers, Two);
        await _cluster.ImportAsync(Suppliers, "supplier_id,name\nS9,Wrong file\n");
        var restored = await _cluster.Importer.RestoreAsync(Imports.Command(Suppliers, allowRemovals: false), 1, TestContext.Current.CancellationToken);
        Assert.Equal((ImportOutcome.Imported, 3L, 2), (restored.Outcome, restored.Version!.Version, restored.Version.Entries));
        Assert.Equal((await VersionsAsync())[^1].Sha256, restored.Version.Sha256);
        Assert.NotNull((await CurrentAsync()).Suppliers!.ById("S1"));
        Assert.Equal(ImportOutcome.Unchanged, (await _cluster.Importer.RestoreAsync(Imports.Command(Suppliers), 1, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(ImportOutcome.NotFound, (await _cluster.Importer.RestoreAsync(Imports.Command(Suppliers), 9, TestContext.Current.CancellationToken)).Outcome);
    }

    private ValueTask<MasterDataSnapshot> CurrentAsync() => _cluster.InMemory.CurrentAsync(InvoiceCluster.Tenant, TestContext.Current.CancellationToken);

    private ValueTask<System.Collections.Immutable.ImmutableArray<MasterDataVersion>> VersionsAsync() =>
        _cluster.MasterData.ListAsync(InvoiceCluster.Tenant, Suppliers, long.MaxValue, 100, TestContext.Current.CancellationToken);
}
