using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Triage.Models.Features.Coding;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Registry;
using Triage.Models.Scoring;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What every store must do with versions of models and with what is done with them. Each backend runs the whole of it.</summary>
public abstract class RegistryContract
{
    protected const string Trainer = "Trainer";
    protected const string Bringer = "bringer";

    protected abstract ITestStore Store { get; }

    private IModelRegistry Registry => Store.Registry;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_version_is_found_with_its_files_and_nothing_is_in_force()
    {
        Assert.Equal(default, await Registry.CurrentAsync("local", Token));
        Assert.Empty(await Registry.TenantsAsync(Token));
        var large = RandomNumberGenerator.GetBytes((2 * ModelFileParts.Bytes) + 17);
        var registered = await RegisterAsync("v1", ("coding.model", large), ("history.gz", [1]), ("report.html", []));
        var found = (await Registry.FindAsync("local", "v1", Token))!;
        Assert.Equal((Trainer, Bringer), (found.TrainedBy, found.RegisteredBy));
        Assert.True(found.HasBytesOf(registered));
        Assert.Equal(["local"], await Registry.TenantsAsync(Token));
        Assert.Equal(["coding.model", "history.gz", "report.html"], found.Files.Select(file => file.Name));
        Assert.Equal(large, await Registry.ReadFileAsync("local", found.Files[0], Token));
        Assert.Empty((await Registry.ReadFileAsync("local", found.Files[2], Token))!); // it is there
        Assert.Equal(new RegistryPoint(1, null, null), await Registry.CurrentAsync("local", Token));
        var action = Assert.Single(await Registry.ActionsAsync("local", long.MaxValue, 10, Token));
        Assert.Equal((1L, RegistryActionKind.Registered, "v1", Bringer, found.RegisteredAtMicros), (action.Number, action.Kind, action.Version, action.Actor, action.AtMicros));
        Assert.Null(await Registry.FindAsync("local", "v2", Token));
        Assert.Null(await Registry.ReadPartAsync("local", found.Files[0].Sha256, 3, Token));
        Assert.Null(await Registry.ReadPartAsync("local", [.. new byte[32]], 0, Token));
        Assert.Null(await Registry.InForceAtAsync("local", long.MaxValue, Token));
    }

    [Fact]
    public async Task Keep_shared_content_is_stored_once_and_half_a_content_is_not_there()
    {
        var content = RandomNumberGenerator.GetBytes(ModelFileParts.Bytes + 1);
        ImmutableArray<byte> sha256 = [.. SHA256.HashData(content)];
        var hex = Convert.ToHexString(sha256.AsSpan());
        Assert.Null(await Registry.ReadPartAsync("local", sha256, 0, Token));
        Execute($"INSERT INTO model_file_part (tenant, sha256, part, payload) VALUES ('local', {Blob(hex)}, 0, {Blob(Convert.ToHexString(content.AsSpan(0, ModelFileParts.Bytes)))})");
        Assert.Null(await Registry.ReadPartAsync("local", sha256, 0, Token)); // whoever kept it died in between
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Registry.KeepAsync("local", sha256, content, Token).AsTask()));
        await RegisterAsync("v1", ("a.gz", content));
        await RegisterAsync("v2", ("b.gz", content));
        Assert.Equal(content, await Registry.ReadFileAsync("local", (await Registry.FindAsync("local", "v2", Token))!.Files[0], Token));
        Assert.Equal(2, await CountAsync("model_file_part"));
        Assert.Equal(1, await CountAsync("model_file"));
        Assert.Equal([("v1", "a.gz"), ("v2", "b.gz")], (await Registry.ListAsync("local", Token)).OrderBy(version => version.Version).Select(version => (version.Version, version.Files.Single().Name)));
    }

    [Fact]
    public async Task Register_same_version_or_other_number_writes_nothing()
    {
        await RegisterAsync("v1", ("a", [1]));
        var state = await Registry.StateAsync("local", Token);
        var other = Version("v1", ("a", [2]));
        await Registry.KeepAsync("local", other.Files[0].Sha256, new byte[] { 2 }, Token);
        Assert.Equal(RegistryOutcome.Overtaken, await Registry.RegisterAsync("local", other, state.Next(RegistryActionKind.Registered, "v1", Bringer, ""), Token));
        foreach (var number in new[] { 1L, 3L, 9L })
        {
            var action = state.Next(RegistryActionKind.Registered, "v2", Bringer, "") with { Number = number };
            Assert.Equal(RegistryOutcome.Overtaken, await Registry.RegisterAsync("local", other with { Version = "v2" }, action, Token));
        }

        Assert.Equal(SHA256.HashData([1]), (await Registry.FindAsync("local", "v1", Token))!.Files[0].Sha256);
        Assert.Null(await Registry.FindAsync("local", "v2", Token));
        Assert.Equal(1, (await Registry.CurrentAsync("local", Token)).Number);
    }

    [Fact]
    public async Task Register_without_its_contents_is_no_version()
    {
        var version = Version("v1", ("a", [7]));
        await Assert.ThrowsAnyAsync<Exception>(async () => await Registry.RegisterAsync("local", version, RegistryState.Fold([]).Next(RegistryActionKind.Registered, "v1", Bringer, ""), Token));
        Assert.Null(await Registry.FindAsync("local", "v1", Token));
        Assert.Equal(0, (await Registry.CurrentAsync("local", Token)).Number);
    }

    [Fact]
    public async Task Append_last_action_says_what_is_in_force_and_earlier_ones_what_was()
    {
        await RegisterAsync("v1", ("a", [1]));
        await RegisterAsync("v2", ("a", [2]));
        var before = await AtAsync(2);
        Store.Advance(TimeSpan.FromHours(1));
        await AppendAsync(RegistryActionKind.Promoted, "v1");
        Store.Advance(TimeSpan.FromHours(1));
        await AppendAsync(RegistryActionKind.ShadowStarted, "v2");
        Assert.Equal(new RegistryPoint(4, "v1", "v2"), await Registry.CurrentAsync("local", Token));
        Store.Advance(TimeSpan.FromHours(1));
        await AppendAsync(RegistryActionKind.Promoted, "v2");
        Assert.Equal(new RegistryPoint(5, "v2", null), await Registry.CurrentAsync("local", Token));
        Store.Advance(TimeSpan.FromHours(1));
        await AppendAsync(RegistryActionKind.RolledBack, "v1");
        await AppendAsync(RegistryActionKind.Retired, "v2");
        Assert.Equal(new RegistryPoint(7, "v1", null), await Registry.CurrentAsync("local", Token));

        Assert.Null(await Registry.InForceAtAsync("local", before, Token));
        Assert.Equal((3L, "v1"), await InForceAsync(await AtAsync(3)));
        Assert.Equal((3L, "v1"), await InForceAsync(await AtAsync(5) - 1));
        Assert.Equal((5L, "v2"), await InForceAsync(await AtAsync(5)));
        Assert.Equal((6L, "v1"), await InForceAsync(await AtAsync(7)));
        Assert.Equal([5L, 4L], (await Registry.ActionsAsync("local", 6, 2, Token)).Select(action => action.Number));
        var promoted = (await Registry.ActionsAsync("local", 6, 1, Token))[0];
        Assert.Equal(("v1", "v2", null, "approver", "because", "key-5"), (promoted.InForceBefore, promoted.InForceAfter, promoted.ShadowAfter, promoted.Actor, promoted.Reason, promoted.Key));
        Assert.Equal([5, 5], promoted.RequestSha256);

        async Task<(long, string)> InForceAsync(long at)
        {
            var action = (await Registry.InForceAtAsync("local", at, Token))!;
            return (action.Number, action.Version);
        }
    }

    [Fact]
    public async Task Append_other_number_or_key_or_unknown_version_writes_nothing()
    {
        await RegisterAsync("v1", ("a", [1]));
        var state = await Registry.StateAsync("local", Token);
        var next = Action(state, RegistryActionKind.Promoted, "v1");
        foreach (var number in new[] { 1L, 3L })
        {
            Assert.Equal(RegistryOutcome.Overtaken, await Registry.AppendAsync("local", next with { Number = number }, Token));
        }

        Assert.Equal(RegistryOutcome.Overtaken, await Registry.AppendAsync("local", next with { Version = "v9", InForceAfter = "v9" }, Token));
        Assert.Equal(RegistryOutcome.Written, await Registry.AppendAsync("local", next, Token));
        var again = Action(await Registry.StateAsync("local", Token), RegistryActionKind.RolledBack, "v1");
        Assert.Equal(RegistryOutcome.Overtaken, await Registry.AppendAsync("local", again with { Key = next.Key }, Token));
        Assert.Equal(2, (await Registry.CurrentAsync("local", Token)).Number);
    }

    [Fact]
    public async Task Append_twenty_promotions_at_once_exactly_one_wins()
    {
        for (var n = 0; n < 4; n++)
        {
            await RegisterAsync($"v{n}", ("a", [(byte)n]));
        }

        for (var round = 0; round < 5; round++)
        {
            var state = await Registry.StateAsync("local", Token);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
                Registry.AppendAsync("local", Action(state, RegistryActionKind.Promoted, $"v{n % 4}") with { Key = $"{round}-{n}" }, Token).AsTask()));
            Assert.Single(outcomes, RegistryOutcome.Written);
            Assert.Equal(19, outcomes.Count(outcome => outcome == RegistryOutcome.Overtaken));
        }

        var actions = (await Registry.StateAsync("local", Token)).Actions;
        Assert.Equal(Enumerable.Range(1, 9).Select(n => (long)n), actions.Select(action => action.Number));
        Assert.All(actions.Zip(actions.Skip(1)), pair => Assert.Equal(pair.First.InForceAfter, pair.Second.InForceBefore));
    }

    [Theory]
    [InlineData(Trainer)]
    [InlineData("tRAINER")]
    [InlineData(Bringer)]
    [InlineData("BRINGER")]
    public async Task Append_promotion_by_who_trained_or_registered_is_refused_by_the_database(string actor)
    {
        await RegisterAsync("v1", ("a", [1]));
        var action = Action(await Registry.StateAsync("local", Token), RegistryActionKind.Promoted, "v1") with { Actor = actor };
        Assert.Equal(RegistryOutcome.SamePerson, await Registry.AppendAsync("local", action, Token));
        Assert.Equal(1, (await Registry.CurrentAsync("local", Token)).Number);

        // Past the program: whoever writes SQL, saying who trained it, or making that up.
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Execute(Promotion(actor, Trainer, Bringer)));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Execute(Promotion(actor, "somebody", Bringer)));
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Execute(Promotion(actor, Trainer, "somebody")));
        Execute(Promotion("approver", Trainer, Bringer));
        Assert.Equal(new RegistryPoint(2, "v1", null), await Registry.CurrentAsync("local", Token));
    }

    [Theory]
    [InlineData("UPDATE registry_action SET actor = 'other'")]
    [InlineData("DELETE FROM registry_action")]
    [InlineData("UPDATE model_version SET trained_by = 'other'")]
    [InlineData("DELETE FROM model_version")]
    [InlineData("UPDATE model_version_file SET bytes = 5")]
    [InlineData("DELETE FROM model_version_file")]
    [InlineData("UPDATE configured SET name = 'other'")]
    [InlineData("DELETE FROM configured")]
    public async Task Rows_are_added_and_never_changed(string sql)
    {
        await RegisterAsync("v1", ("a", [1]));
        await Store.Configured.NoteAsync(ConfiguredKind.Gate, "4", [], Token);
        Assert.ThrowsAny<System.Data.Common.DbException>(() => Execute(sql));
        Assert.Equal(Trainer, (await Registry.FindAsync("local", "v1", Token))?.TrainedBy);
    }

    [Fact]
    public async Task Shadow_run_is_counted_once_and_ends_with_what_it_is_compared_with()
    {
        var lease = TimeSpan.FromMinutes(1);
        await RegisterAsync("v1", ("a", [1]));
        await RegisterAsync("v2", ("a", [2]));
        await AppendAsync(RegistryActionKind.Promoted, "v1");
        Assert.Null(await Store.ShadowRuns.TakeAsync(lease, Token));
        await AppendAsync(RegistryActionKind.ShadowStarted, "v2");
        var run = (await Store.ShadowRuns.TakeAsync(lease, Token))!;
        Assert.Equal(("local", 4L, "v2", "v1", null, default), (run.Tenant, run.Number, run.Version, run.Against, run.EndedAtMicros, run.Counts));
        Assert.Null(await Store.ShadowRuns.TakeAsync(lease, Token));
        Assert.True(await Store.ShadowRuns.AdvanceAsync(run, new(run.Position + 7, new(5, 4, 3, 2)), lease, Token));
        Assert.False(await Store.ShadowRuns.AdvanceAsync(run, new(run.Position + 9, new(9, 9, 9, 9)), lease, Token));
        await Store.ShadowRuns.GiveBackAsync(run, Token);

        Store.Advance(TimeSpan.FromHours(2));
        var taken = (await Store.ShadowRuns.TakeAsync(lease, Token))!;
        Assert.Equal((run.Position + 7, new ShadowCounts(5, 4, 3, 2)), (taken.Position, taken.Counts));
        Assert.InRange(taken.RanMicros, (long)TimeSpan.FromHours(2).TotalMicroseconds, (long)TimeSpan.FromHours(2.1).TotalMicroseconds);
        await AppendAsync(RegistryActionKind.ShadowStopped, "v2");
        Assert.False(await Store.ShadowRuns.AdvanceAsync(taken, new(taken.Position + 1, new(6, 4, 3, 2)), lease, Token));
        Store.Advance(TimeSpan.FromHours(1));
        Assert.Null(await Store.ShadowRuns.TakeAsync(lease, Token));

        await AppendAsync(RegistryActionKind.ShadowStarted, "v2");
        await AppendAsync(RegistryActionKind.Promoted, "v2");
        var runs = await Store.ShadowRuns.OfVersionAsync("local", "v2", Token);
        Assert.Equal([6L, 4L], runs.Select(known => known.Number));
        Assert.Equal(await AtAsync(7), runs[0].EndedAtMicros);
        Assert.Equal((await AtAsync(5), await AtAsync(5) - await AtAsync(4), new ShadowCounts(5, 4, 3, 2)), (runs[1].EndedAtMicros, runs[1].RanMicros, runs[1].Counts));
        Assert.Empty(await Store.ShadowRuns.OfVersionAsync("local", "v1", Token));
    }

    [Fact]
    public async Task Shadow_findings_come_with_their_advance_or_not_at_all()
    {
        var lease = TimeSpan.FromMinutes(1);
        await RegisterAsync("v1", ("a", [1]));
        await RegisterAsync("v2", ("a", [2]));
        await AppendAsync(RegistryActionKind.Promoted, "v1");
        await AppendAsync(RegistryActionKind.ShadowStarted, "v2");
        var run = (await Store.ShadowRuns.TakeAsync(lease, Token))!;
        ShadowDisagreement[] found = [.. Enumerable.Range(1, 5).Select(n => Disagreement(n, n switch { 1 => null, < 4 => "north", _ => "south" }))];
        var first = new ShadowAdvance(10, new(7, 3, 2, 1, 4, 2))
        {
            Disagreements = [.. found[..3]],
            Segments = [new(ShadowSegmentKind.Facility, "north", new(3, 1, 1, 0, 1, 1)), new(ShadowSegmentKind.ServiceLine, "", new(7, 3, 2, 0, 4, 2))],
        };
        Assert.True(await Store.ShadowRuns.AdvanceAsync(run, first, lease, Token));
        Assert.False(await Store.ShadowRuns.AdvanceAsync(run, first with { Position = 12, Disagreements = [found[4]], Segments = [new(ShadowSegmentKind.Facility, "north", new(9, 9, 9, 0, 9, 9))] }, lease, Token));
        run = run with { Position = 10 };
        Assert.True(await Store.ShadowRuns.AdvanceAsync(
            run, new(20, new(9, 3, 2, 1, 5, 3)) { Disagreements = [found[3]], Segments = [new(ShadowSegmentKind.Facility, "south", new(2, 0, 0, 0, 1, 0)), new(ShadowSegmentKind.Facility, "north", new(4, 1, 1, 0, 2, 1))] },
            lease, Token));

        Assert.Equal(new ShadowCounts(9, 3, 2, 1, 5, 3), (await Store.ShadowRuns.OfVersionAsync("local", "v2", Token))[0].Counts);
        Assert.Equal(
            [("1", "north", 4L, 1L), ("1", "south", 2L, 0L), ("2", "", 7L, 2L)],
            (await Store.ShadowRuns.SegmentsAsync("local", run.Number, Token)).Select(part => (((int)part.By).ToString(System.Globalization.CultureInfo.InvariantCulture), part.Name, part.Counts.Invoices, part.Counts.Agreed)));
        Assert.Equal("4 3 2 1", await PositionsAsync(long.MaxValue, 10, null));
        Assert.Equal("2", await PositionsAsync(3, 1, null));
        Assert.Equal("4", await PositionsAsync(long.MaxValue, 10, ["south"]));
        Assert.Equal("4 3 2", await PositionsAsync(long.MaxValue, 10, ["north", "south"]));
        Assert.Empty(await PositionsAsync(long.MaxValue, 10, []));
        Assert.Empty(await Store.ShadowRuns.DisagreementsAsync("local", run.Number + 1, long.MaxValue, 10, null, Token));
        var stored = (await Store.ShadowRuns.DisagreementsAsync("local", run.Number, 4, 1, null, Token))[0];
        Assert.Equal((found[2].Key, found[2].Seq, found[2].Facility), (stored.Key, stored.Seq, stored.Facility));
        Assert.Equal(Print(found[2].Said), Print(stored.Said));
        Assert.Equal(Print(found[2].Candidate), Print(stored.Candidate));

        async Task<string> PositionsAsync(long before, int most, ImmutableArray<string>? facilities) =>
            string.Join(' ', (await Store.ShadowRuns.DisagreementsAsync("local", run.Number, before, most, facilities, Token)).Select(one => one.Position));
        static string Print(ShadowOpinion opinion) => System.Text.Json.JsonSerializer.Serialize(opinion);
    }

    [Fact]
    public async Task Take_run_that_nobody_holds_any_more_goes_on_where_it_was()
    {
        await RegisterAsync("v1", ("a", [1]));
        await RegisterAsync("v2", ("a", [2]));
        await AppendAsync(RegistryActionKind.Promoted, "v1");
        await AppendAsync(RegistryActionKind.ShadowStarted, "v2");
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.ShadowRuns.TakeAsync(TimeSpan.FromSeconds(30), Token).AsTask()));
        Assert.Single(taken, run => run is not null);
        Store.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await Store.ShadowRuns.TakeAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task Note_configured_adds_what_is_new_and_says_what_was_at_a_time()
    {
        Assert.Empty(await Store.Configured.AtAsync(long.MaxValue, Token));
        await NoteAsync(ConfiguredKind.Policy, "standard", 1);
        await NoteAsync(ConfiguredKind.Gate, "4");
        await NoteAsync(ConfiguredKind.Policy, "standard", 1);
        var first = await Store.Configured.AtAsync(long.MaxValue, Token);
        Assert.Equal([(ConfiguredKind.Policy, 1L, "standard"), (ConfiguredKind.Gate, 1L, "4")], first.Select(entry => (entry.Kind, entry.Number, entry.Name)));
        Assert.Equal([1], first[0].Sha256);
        Store.Advance(TimeSpan.FromHours(1));
        await NoteAsync(ConfiguredKind.Policy, "standard", 2);
        await NoteAsync(ConfiguredKind.Models, "20260310-sample");
        await NoteAsync(ConfiguredKind.Models, "");
        var now = await Store.Configured.AtAsync(long.MaxValue, Token);
        Assert.Equal([(ConfiguredKind.Policy, 2L), (ConfiguredKind.Gate, 1L), (ConfiguredKind.Models, 2L)], now.Select(entry => (entry.Kind, entry.Number)));
        Assert.Equal(first.Select(entry => (entry.Kind, entry.Number)), (await Store.Configured.AtAsync(now[0].AtMicros - 1, Token)).Select(entry => (entry.Kind, entry.Number)));
        Assert.Empty(await Store.Configured.AtAsync(first[0].AtMicros - 1, Token));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => NoteAsync(ConfiguredKind.Gate, "5")));
        Assert.Equal(2, (await Store.Configured.AtAsync(long.MaxValue, Token))[1].Number);

        Task NoteAsync(ConfiguredKind kind, string name, params byte[] sha256) => Store.Configured.NoteAsync(kind, name, [.. sha256], Token).AsTask();
    }

    protected async Task<ModelVersion> RegisterAsync(string name, params (string Name, byte[] Content)[] files)
    {
        var version = Version(name, files);
        foreach (var (_, content) in files)
        {
            await Registry.KeepAsync("local", [.. SHA256.HashData(content)], content, Token);
        }

        var state = await Registry.StateAsync("local", Token);
        Assert.Equal(RegistryOutcome.Written, await Registry.RegisterAsync("local", version, state.Next(RegistryActionKind.Registered, name, Bringer, "because"), Token));
        return version;
    }

    private static ShadowDisagreement Disagreement(int position, string? facility) => new(
        position,
        InvoiceKey.Create("local", "erp", $"bill{position}"),
        2,
        facility,
        new(VerdictKind.Clear, VerdictKind.None, 1L << 40, [new("duplicate", 970_000, ScoreUnit.ProbabilityMillionths)], [new(0, CodeField.AccountCode, "7001")]),
        new(VerdictKind.Review, VerdictKind.Clear, 0, [new("duplicate", -3, ScoreUnit.NatsThousandths), new("coding", 1, ScoreUnit.ProbabilityMillionths)], []));

    protected static RegistryAction Action(RegistryState state, RegistryActionKind kind, string version) =>
        state.Next(kind, version, "approver", "because") with { Key = $"key-{state.Number + 1}", RequestSha256 = [5, 5] };

    /// <summary>Rows of a table; each backend asks in its own way.</summary>
    protected abstract Task<long> CountAsync(string table);

    protected abstract string Blob(string hex);

    private static ModelVersion Version(string name, params (string Name, byte[] Content)[] files) => new()
    {
        Version = name,
        Manifest = [.. Encoding.UTF8.GetBytes($"manifest of {name}")],
        Signature = [1, 2, 3],
        Files = [.. files.Select(file => new RegisteredFile(file.Name, "history", [.. SHA256.HashData(file.Content)], file.Content.Length))],
        TrainedBy = Trainer,
        RegisteredBy = Bringer,
    };

    private string Promotion(string actor, string trainedBy, string registeredBy) =>
        "INSERT INTO registry_action (tenant, number, kind, version, in_force_before, in_force_after, shadow_after, actor, reason, trained_by, registered_by, key, request_sha256, at_us) "
        + $"VALUES ('local', 2, 4, 'v1', NULL, 'v1', NULL, '{actor}', '', '{trainedBy}', '{registeredBy}', NULL, {Blob("00")}, 1)";

    private async Task AppendAsync(RegistryActionKind kind, string version) =>
        Assert.Equal(RegistryOutcome.Written, await Registry.AppendAsync("local", Action(await Registry.StateAsync("local", Token), kind, version), Token));

    private async Task<long> AtAsync(long number) => (await Registry.ActionsAsync("local", number + 1, 1, Token))[0].AtMicros;

    private void Execute(string sql) => Store.Execute(sql);
}
