using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Models.Matching;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What every store must do with master data. Each backend runs the whole of it.</summary>
public abstract class MasterDataContract
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    protected abstract ITestStore Store { get; }

    private IMasterDataArchive Archive => Store.MasterData;

    private IRetriageWorkList Works => Store.RetriageWorks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activate_next_version_is_in_force_and_read_back()
    {
        Assert.Empty(await Archive.InForceAsync("local", Token));
        var first = await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        var codes = await ActivateAsync(MasterDataKind.Codes, 1, [9]);
        var second = await ActivateAsync(MasterDataKind.Suppliers, 2, [2]);

        var inForce = await Archive.InForceAsync("local", Token);
        Assert.Equal([(MasterDataKind.Suppliers, 2L), (MasterDataKind.Codes, 1L)], inForce.Select(version => (version.Kind, version.Version)));
        Assert.Equal(Comparable(second), Comparable(inForce[0]));
        Assert.Equal(codes.ActivatedAtMicros, inForce[1].ActivatedAtMicros);
        Assert.True(first.ActivatedAtMicros < second.ActivatedAtMicros);
        var read = await Archive.ReadAsync("local", MasterDataKind.Suppliers, 1, Token);
        Assert.Equal(Comparable(first), Comparable(read!.Value.Version));
        Assert.Equal([1], read.Value.Content);
        Assert.Null(await Archive.ReadAsync("local", MasterDataKind.Suppliers, 3, Token));
        Assert.Null(await Archive.ReadAsync("local", MasterDataKind.Calendars, 1, Token));
    }

    [Fact]
    public async Task Append_judged_by_older_master_data_is_refused()
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        await ActivateAsync(MasterDataKind.Suppliers, 2, [2]);
        var append = InvoiceLogContract.Received("judged", "judged");
        Assert.Equal(AppendOutcome.Overtaken, (await Store.Log.AppendAsync(append with { JudgedBy = new JudgedBy([], 1) }, Token)).Outcome);
        await ActivateAsync(MasterDataKind.Codes, 1, [9]);
        Assert.Equal(AppendOutcome.Overtaken, (await Store.Log.AppendAsync(append with { JudgedBy = new JudgedBy([], 2) }, Token)).Outcome);
        Assert.Empty(await Store.Log.ReadAsync(append.Key, Token));
        Assert.Equal(AppendOutcome.Committed, (await Store.Log.AppendAsync(append with { JudgedBy = new JudgedBy([], 3) }, Token)).Outcome);
    }

    [Fact]
    public async Task Activate_same_content_again_is_a_version_of_its_own_and_stored_once()
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        await ActivateAsync(MasterDataKind.Suppliers, 2, [2]);
        await ActivateAsync(MasterDataKind.Suppliers, 3, [1]);
        Assert.Equal([1], (await Archive.ReadAsync("local", MasterDataKind.Suppliers, 3, Token))!.Value.Content);
        Assert.Equal([3L, 2L, 1L], (await Archive.ListAsync("local", MasterDataKind.Suppliers, long.MaxValue, 10, Token)).Select(version => version.Version));
        Assert.Equal([2L], (await Archive.ListAsync("local", MasterDataKind.Suppliers, 3, 1, Token)).Select(version => version.Version));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Activate_any_but_the_next_version_is_overtaken_and_writes_nothing(long version)
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        Assert.Equal(ActivationOutcome.Overtaken, await Archive.ActivateAsync("local", Version(MasterDataKind.Suppliers, version, [7]), [7], Token));
        Assert.Equal(1, Assert.Single(await Archive.ListAsync("local", MasterDataKind.Suppliers, long.MaxValue, 10, Token)).Version);
        Assert.Equal(1, await Works.CountAsync(Token));
    }

    [Fact]
    public async Task Activate_fifty_at_once_of_each_number_one_wins()
    {
        for (var version = 1; version <= 3; version++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(n =>
                Archive.ActivateAsync("local", Version(MasterDataKind.Codes, version, [(byte)n]), [(byte)n], Token).AsTask()));
            Assert.Single(outcomes, ActivationOutcome.Activated);
        }

        Assert.Equal([3L, 2L, 1L], (await Archive.ListAsync("local", MasterDataKind.Codes, long.MaxValue, 10, Token)).Select(version => version.Version));
    }

    [Fact]
    public async Task Activate_large_content_is_read_back()
    {
        var content = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        await ActivateAsync(MasterDataKind.Suppliers, 1, content);
        Assert.Equal(content, (await Archive.ReadAsync("local", MasterDataKind.Suppliers, 1, Token))!.Value.Content);
    }

    [Fact]
    public async Task AccountSecret_fifty_at_once_all_get_the_same_and_it_stays()
    {
        var secrets = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Archive.AccountSecretAsync("local", Token).AsTask()));
        Assert.Single(secrets.Select(secret => Convert.ToHexString(secret.AsSpan())).Distinct());
        Assert.Equal(AccountKey.SecretBytes, secrets[0].Length);
        Assert.True(secrets[0].AsSpan().IndexOfAnyExcept((byte)0) >= 0);
    }

    [Fact]
    public async Task Take_work_waits_until_the_version_is_known_everywhere_then_is_held()
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        Assert.Null(await Works.TakeAsync(Lease, Settle, Token));
        Store.Advance(Settle);
        var work = await Works.TakeAsync(Lease, Settle, Token);
        Assert.Equal(("local", MasterDataKind.Suppliers, 1L, "", default), (work!.Tenant, work.Kind, work.Version, work.Cursor, work.Progress));
        Assert.Null(await Works.TakeAsync(Lease, Settle, Token));
        await Works.GiveBackAsync(work, Token);
        Assert.NotNull(await Works.TakeAsync(Lease, Settle, Token));
        Store.Advance(Lease);
        Assert.NotNull(await Works.TakeAsync(Lease, Settle, Token));
    }

    [Fact]
    public async Task Take_works_come_in_the_order_of_their_activation_and_those_without_effect_never()
    {
        await ActivateAsync(MasterDataKind.Facilities, 1, [1]);
        await ActivateAsync(MasterDataKind.Calendars, 1, [2], isDone: true);
        await ActivateAsync(MasterDataKind.Suppliers, 1, [3]);
        Assert.Equal(2, await Works.CountAsync(Token));
        Store.Advance(Settle);
        Assert.Equal(MasterDataKind.Facilities, (await Works.TakeAsync(Lease, Settle, Token))?.Kind);
        Assert.Equal(MasterDataKind.Suppliers, (await Works.TakeAsync(Lease, Settle, Token))?.Kind);
        Assert.Null(await Works.TakeAsync(Lease, Settle, Token));
    }

    [Fact]
    public async Task Advance_moves_once_and_shows_in_the_version_until_it_is_done()
    {
        await ActivateAsync(MasterDataKind.Suppliers, 1, [1]);
        Store.Advance(Settle);
        var work = (await Works.TakeAsync(Lease, Settle, Token))!;
        Assert.True(await Works.AdvanceAsync(work, "erp/5", new RetriageProgress(7, 3, 1, false), Lease, Token));
        Assert.False(await Works.AdvanceAsync(work, "erp/6", new RetriageProgress(9, 9, 9, false), Lease, Token));
        Assert.Equal(new RetriageProgress(7, 3, 1, false), (await Archive.InForceAsync("local", Token))[0].Retriage);

        // A process that takes over goes on where the row says.
        Store.Advance(Lease);
        var taken = (await Works.TakeAsync(Lease, Settle, Token))!;
        Assert.Equal(("erp/5", new RetriageProgress(7, 3, 1, false)), (taken.Cursor, taken.Progress));
        Assert.True(await Works.AdvanceAsync(taken, "erp/5", new RetriageProgress(8, 3, 1, true), Lease, Token));
        Assert.Equal(0, await Works.CountAsync(Token));
        Assert.False(await Works.AdvanceAsync(taken with { Cursor = "erp/5" }, "erp/9", default, Lease, Token));
        Store.Advance(Lease);
        Assert.Null(await Works.TakeAsync(Lease, Settle, Token));
        Assert.True((await Archive.InForceAsync("local", Token))[0].Retriage.IsDone);
    }

    [Fact]
    public async Task OpenAfter_finds_what_can_be_judged_in_the_order_of_paths_and_pages_without_a_gap()
    {
        await AppendAsync("b", null);
        await AppendAsync("a", VerdictKind.Review);
        await AppendAsync("C", VerdictKind.Clear);
        await AppendAsync("d", VerdictKind.Review, cancelled: true);
        await AppendAsync("~A", VerdictKind.Hold, supplier: null);

        var all = await Store.OpenInvoices.OpenAfterAsync("local", "", 100, Token);
        Assert.Equal(["erp/C", "erp/a", "erp/b", "erp/~7EA"], all.Select(invoice => invoice.Key.Path));
        Assert.Equal(["north", "north", "north", "north"], all.Select(invoice => invoice.Facility));
        Assert.Equal(SupplierFingerprint.OfId("S1"), all[0].SupplierHash);
        Assert.Equal(SupplierFingerprint.OfName("SURGICAL SUPPLIES"), all[3].SupplierHash);

        var paged = new List<string>();
        for (var path = ""; await Store.OpenInvoices.OpenAfterAsync("local", path, 1, Token) is [{ } next]; path = next.Key.Path)
        {
            paged.Add(next.Key.Path);
        }

        Assert.Equal(all.Select(invoice => invoice.Key.Path), paged);
    }

    protected async Task<MasterDataVersion> ActivateAsync(MasterDataKind kind, long version, byte[] content, bool isDone = false)
    {
        Assert.Equal(ActivationOutcome.Activated, await Archive.ActivateAsync("local", Version(kind, version, content) with { Retriage = new(0, 0, 0, isDone) }, content, Token));
        return (await Archive.ReadAsync("local", kind, version, Token))!.Value.Version;
    }

    protected static MasterDataVersion Version(MasterDataKind kind, long version, byte[] content) => new()
    {
        Kind = kind,
        Version = version,
        Sha256 = [.. SHA256.HashData([.. content, 0])],
        ContentSha256 = [.. SHA256.HashData(content)],
        FileBytes = content.Length,
        Entries = 5,
        Added = 4,
        Changed = 3,
        Removed = 2,
        Restricted = 1,
        ImportedBy = "steward",
    };

    private static string Comparable(MasterDataVersion version) => System.Text.Json.JsonSerializer.Serialize(version);

    private async Task AppendAsync(string id, VerdictKind? kind, string? supplier = "S1", bool cancelled = false)
    {
        var key = InvoiceKey.Create("local", "erp", id);
        var invoice = Samples.Invoice(id) with { SupplierId = supplier };
        var events = ImmutableArray.Create<InvoiceEvent>(new Received { AtMicros = 1, Actor = "test", Invoice = invoice, PayloadSha256 = InvoiceCodec.HashOf(invoice) });
        if (kind is { } judged)
        {
            var verdict = new Verdict { Kind = judged, Hold = judged == VerdictKind.Hold ? new Hold(Reference.PurchaseOrder, 5) : null, GateVersion = "x", PolicySha256 = [], JudgedAtMicros = 2 };
            events = events.Add(new Triaged { AtMicros = 2, Actor = "triage", Cause = TriageCause.Received, Verdict = verdict });
        }

        if (cancelled)
        {
            events = events.Add(new Cancelled { AtMicros = 3, Actor = "test", Reason = "x" });
        }

        for (var count = 1; count <= events.Length; count++)
        {
            var after = InvoiceState.Fold(events.Take(count))!; // it begins with Received
            var append = new InvoiceAppend { Key = key, ExpectedSeq = count - 1, Events = [EventCodec.Encode(events[count - 1])], After = after, Fingerprints = count == 1 ? BlockingKeys.ToStore(invoice) : [] };
            Assert.Equal(AppendOutcome.Committed, (await Store.Log.AppendAsync(append, Token)).Outcome);
        }
    }
}
