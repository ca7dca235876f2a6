using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Models.Policy;
using Triage.TestKit;

namespace Triage.Storage.Tests;

/// <summary>What every store must do with the features that come with a verdict. Each backend runs the whole of it.</summary>
public abstract class FeatureArchiveContract
{
    private const int All = int.MaxValue;

    protected abstract ITestStore Store { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_gives_what_came_with_each_verdict_in_feed_order_and_nothing_of_those_without()
    {
        for (var n = 0; n < 12; n++)
        {
            await AppendAsync(n, n % 3 == 2 ? null : [(byte)n, 7]);
        }

        var head = await Store.Feed.HeadAsync("local", Token);
        var all = await Store.Features.ReadAsync("local", 0, head.Position, 100, All, Token);
        Assert.Equal([0, 1, 3, 4, 6, 7, 9, 10], all.Select(kept => (int)kept.Payload[0]));
        Assert.Equal(all.Select(kept => $"erp/i{kept.Payload[0]}"), all.Select(kept => kept.Key.Path));
        Assert.All(all, kept => Assert.Equal((2L, 2L * (kept.Payload[0] + 1)), (kept.Seq, kept.Position)));
        Assert.Equal(all.Select(kept => kept.Position).Order(), all.Select(kept => kept.Position));

        var part = await Store.Features.ReadAsync("local", all[1].Position, all[4].Position, 100, All, Token);
        Assert.Equal([3, 4, 6], part.Select(kept => (int)kept.Payload[0]));
        Assert.Equal([3, 4], (await Store.Features.ReadAsync("local", all[1].Position, head.Position, 2, All, Token)).Select(kept => (int)kept.Payload[0]));
        Assert.Equal([0, 1], (await Store.Features.ReadAsync("local", 0, head.Position, 100, 3, Token)).Select(kept => (int)kept.Payload[0])); // two bytes each
        Assert.Equal([0], (await Store.Features.ReadAsync("local", 0, head.Position, 100, 1, Token)).Select(kept => (int)kept.Payload[0]));
        Assert.Empty(await Store.Features.ReadAsync("local", head.Position, head.Position, 100, All, Token));
    }

    [Fact]
    public async Task Find_gives_one_invoices_and_a_payload_of_many_pages_comes_back_whole()
    {
        var large = new byte[300_000];
        new Random(1).NextBytes(large);
        await AppendAsync(1, [1]);
        await AppendAsync(2, large);
        await AppendAsync(3, null);
        Assert.Equal(large, Assert.Single(await Store.Features.FindAsync(KeyOf(2), Token)).Payload);
        Assert.Empty(await Store.Features.FindAsync(KeyOf(3), Token));
        Assert.Empty(await Store.Features.FindAsync(KeyOf(9), Token));
    }

    [Fact]
    public async Task Append_that_is_refused_leaves_no_features()
    {
        await AppendAsync(1, [1]);
        var stale = Append(1, [2]);
        Assert.NotEqual(AppendOutcome.Committed, (await Store.Log.AppendAsync(stale, Token)).Outcome);
        Assert.Equal([1], Assert.Single(await Store.Features.FindAsync(KeyOf(1), Token)).Payload);
    }

    private async Task AppendAsync(int n, byte[]? features) => Assert.Equal(AppendOutcome.Committed, (await Store.Log.AppendAsync(Append(n, features), Token)).Outcome);

    private static InvoiceKey KeyOf(int n) => InvoiceKey.Create("local", "erp", $"i{n}");

    private static InvoiceAppend Append(int n, byte[]? features)
    {
        var invoice = Samples.Invoice($"i{n}", $"N-{n}");
        var received = new Received { AtMicros = 1, Actor = "test", Invoice = invoice, PayloadSha256 = InvoiceCodec.HashOf(invoice) };
        var verdict = Gate.Decide(new() { Invoice = invoice, Twins = TwinSearch.Nothing, Policy = DefaultPolicy.Load(), Today = new(2026, 3, 10), NowMicros = 2 });
        var triaged = new Triaged { AtMicros = 2, Actor = "triage", Cause = TriageCause.Received, Verdict = verdict with { Features = [.. features ?? []] } };
        return new()
        {
            Key = KeyOf(n),
            ExpectedSeq = 0,
            Events = [EventCodec.Encode(received), EventCodec.Encode(triaged)],
            After = InvoiceState.Apply(InvoiceState.Apply(null, received), triaged),
        };
    }
}
