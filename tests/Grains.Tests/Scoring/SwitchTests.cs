using System.Collections.Concurrent;
using Triage.Grains.Tests.Hosting;
using Triage.Models.Gating;
using Triage.Models.Registry;
using Triage.Models.Scoring.Packages.Signing;
using Triage.TestKit;

namespace Triage.Grains.Tests.Scoring;

/// <summary>Which models serve follows the registry, while invoices come in.</summary>
public sealed class SwitchTests
{
    private const string Invoices = "local";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Switch_forth_and_back_under_load_each_verdict_is_of_one_version_and_none_is_missing()
    {
        await using var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.As("v2", SampleModels.Package())); // the same history: profiles are shared
        await registry.RegisterAsync(SampleModels.Blind("v3", Invoices, Bills.Clear("known"))); // another one: folded anew
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");

        var (served, submitted, isOver) = (new ConcurrentBag<string?>(), 0, false);
        var load = Enumerable.Range(0, 16).Select(async _ =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var verdict = await registry.SubmitAsync(Bills.Clear($"load{Interlocked.Increment(ref submitted)}"));
                Assert.DoesNotContain(verdict.Reasons, reason => reason.Code == ExceptionCode.ModelUnavailable);
                served.Add(RegistryCluster.VersionOf(verdict));
            }
        }).ToArray();
        foreach (var (kind, version) in new[]
        {
            (RegistryActionKind.Promoted, "v2"), (RegistryActionKind.RolledBack, "v1"), (RegistryActionKind.Promoted, "v3"), (RegistryActionKind.RolledBack, "v2"), (RegistryActionKind.RolledBack, "v3"),
        })
        {
            await registry.ActAsync(kind, version);
            await registry.UntilServedAsync(version);
            for (var enough = served.Count + 400; served.Count < enough && !load.Any(task => task.IsFaulted);)
            {
                await Task.Yield();
            }
        }

        Volatile.Write(ref isOver, true);
        await Task.WhenAll(load);
        Assert.True(served.Count >= 2_000);
        Assert.All(["v1", "v2", "v3"], version => Assert.Contains(version, served));
        Assert.DoesNotContain(null, served);
        Assert.Null(registry.Cluster.Models.Problem);
        await Invariants.HoldOfStoreAsync(registry.Cluster);
    }

    [Fact]
    public async Task Switch_to_another_history_knows_it_and_all_that_came_through_the_feed()
    {
        var known = Bills.Clear("known") with { SupplierId = "S-one", SupplierInvoiceNumber = "N-77" };
        await using var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.As("v2", SampleModels.Package(Invoices, known)));
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");
        var came = Bills.Clear("came") with { SupplierId = "S-one", SupplierInvoiceNumber = "N-88" };
        await registry.SubmitAsync(came);

        await registry.ActAsync(RegistryActionKind.Promoted, "v2");
        var position = (await registry.UntilServedAsync("v2")).Profile?.Position;
        Assert.True(position >= (await registry.Cluster.HistoryAsync(came))[^1].Position);
        var ofLedger = await registry.SubmitAsync(Bills.Clear("copy1") with { SupplierId = "S-one", SupplierInvoiceNumber = "N-77" });
        var ofFeed = await registry.SubmitAsync(Bills.Clear("copy2") with { SupplierId = "S-one", SupplierInvoiceNumber = "N-88" });
        Assert.Contains(ofLedger.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected && reason.Evidence.Contains(InvoiceCluster.KeyOf(known).InvoiceId));
        Assert.Contains(ofFeed.Reasons, reason => reason.Code == ExceptionCode.DuplicateSuspected && reason.Evidence.Contains(InvoiceCluster.KeyOf(came).InvoiceId));
    }

    [Fact]
    public async Task Old_set_goes_on_for_as_long_as_the_new_one_s_profiles_are_folded()
    {
        await using var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.As("v2", SampleModels.Package(Invoices, Bills.Clear("known"))));
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");
        registry.Cluster.Feed.IsHeld = true;
        await registry.ActAsync(RegistryActionKind.Promoted, "v2");
        for (var n = 0; n < 200; n++)
        {
            registry.Cluster.Clock.Advance(TimeSpan.FromMilliseconds(10));
            var verdict = await registry.SubmitAsync(Bills.Clear($"meanwhile{n}")).WaitAsync(TimeSpan.FromSeconds(20), Token);
            Assert.Equal("v1", RegistryCluster.VersionOf(verdict));
        }

        registry.Cluster.Feed.Release();
        await registry.UntilServedAsync("v2");
    }

    [Fact]
    public async Task First_version_is_served_where_rules_judged_alone_and_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var registry = await RegistryCluster.StartAsync(directory: directory.Path))
        {
            Assert.Null(RegistryCluster.VersionOf(await registry.SubmitAsync(Bills.Clear("before"))));
            await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
            await registry.ActAsync(RegistryActionKind.Promoted, "v1");
            await registry.UntilServedAsync("v1");
        }

        await using var again = await RegistryCluster.StartAsync(directory: directory.Path);
        Assert.Equal("v1", RegistryCluster.VersionOf(await again.SubmitAsync(Bills.Clear("after"))));
        Assert.Null(again.Cluster.Models.Problem);
    }

    [Fact]
    public async Task Configured_package_serves_until_the_registry_has_a_version_in_force()
    {
        using var models = new TemporaryDirectory();
        SampleModels.Write(models.Path, SampleModels.As("configured", SampleModels.Package()));
        await using var registry = await RegistryCluster.StartAsync(options => options.ModelsDirectory = models.Path);
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        Assert.Equal("configured", RegistryCluster.VersionOf(await registry.SubmitAsync(Bills.Clear("before"))));
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");
    }

    [Fact]
    public async Task Version_that_cannot_be_loaded_leaves_the_old_one_in_service_says_so_and_is_tried_again()
    {
        await using var registry = await RegistryCluster.StartAsync();
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.Blind("v2"));
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");
        registry.Cluster.Store.Execute("CREATE TABLE saved AS SELECT * FROM model_file_part; UPDATE model_file_part SET payload = zeroblob(length(payload))");
        await registry.ActAsync(RegistryActionKind.Promoted, "v2");
        for (var round = 0; registry.Cluster.Models.Problem is null; round++)
        {
            Assert.True(round < 1_000);
            await registry.UntilServedAsync("v1");
        }

        Assert.Contains("v2", registry.Cluster.Models.Problem, StringComparison.Ordinal);
        registry.Cluster.Store.Execute("UPDATE model_file_part SET payload = (SELECT s.payload FROM saved s WHERE s.sha256 = model_file_part.sha256 AND s.part = model_file_part.part)");
        await registry.UntilServedAsync("v2");
        Assert.Null(registry.Cluster.Models.Problem);
    }

    [Fact]
    public async Task Version_whose_key_was_revoked_is_not_rolled_back_to()
    {
        using var folder = new TemporaryDirectory();
        var trusted = Path.Combine(folder.Path, TrustList.FileName);
        await File.WriteAllBytesAsync(trusted, TestKeys.Trusted.ToBytes(), Token);
        await using var registry = await RegistryCluster.StartAsync(options => options.TrustedKeysFile = trusted);
        await registry.RegisterAsync(SampleModels.As("v1", SampleModels.Package()));
        await registry.RegisterAsync(SampleModels.As("v2", SampleModels.Package()));
        await registry.ActAsync(RegistryActionKind.Promoted, "v1");
        await registry.UntilServedAsync("v1");
        await registry.ActAsync(RegistryActionKind.Promoted, "v2");
        await registry.UntilServedAsync("v2");

        var revoked = TestKeys.Key with { State = KeyState.Revoked, Revoked = new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero) };
        await File.WriteAllBytesAsync(trusted, (TrustList.Empty with { Keys = [revoked] }).ToBytes(), Token);
        await registry.ActAsync(RegistryActionKind.RolledBack, "v1");
        for (var round = 0; registry.Cluster.Models.Problem is null; round++)
        {
            Assert.True(round < 1_000);
            await registry.UntilServedAsync("v2");
        }

        Assert.Contains("revoked", registry.Cluster.Models.Problem, StringComparison.Ordinal);
    }
}
