using CsCheck;
using Triage.Storage.Postgres;

namespace Triage.Storage.Tests.Postgres;

public sealed class FairQueueTests
{
    [Fact]
    public void Take_tenants_take_turns_and_each_keeps_its_order() => Gen.Int[0, 4].List[1, 60].Sample(tenants =>
    {
        var queue = new FairQueue(1000);
        var added = tenants.Select((tenant, n) => Pending($"t{tenant}", n)).ToList();
        foreach (var pending in added)
        {
            Assert.True(queue.AddAsync(pending, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        }

        var taken = new List<PendingAppend>();
        while (queue.Count > 0)
        {
            Assert.True(queue.TakeAsync(taken, taken.Count + 7).AsTask().GetAwaiter().GetResult());
        }

        Assert.Equal(added.Count, taken.Count);
        foreach (var tenant in added.GroupBy(TenantOf))
        {
            Assert.Equal(tenant, taken.Where(pending => TenantOf(pending) == tenant.Key));
        }

        // While two tenants both wait, neither is served twice in a row.
        for (var n = 1; n < taken.Count; n++)
        {
            Assert.False(TenantOf(taken[n]) == TenantOf(taken[n - 1]) && taken.Skip(n + 1).Any(later => TenantOf(later) != TenantOf(taken[n])));
        }
    });

    [Fact]
    public async Task Add_beyond_a_tenants_places_waits_and_leaves_others_free()
    {
        var queue = new FairQueue(2);
        await queue.AddAsync(Pending("a", 0), TestContext.Current.CancellationToken);
        await queue.AddAsync(Pending("a", 1), TestContext.Current.CancellationToken);
        var third = queue.AddAsync(Pending("a", 2), TestContext.Current.CancellationToken).AsTask();
        Assert.False(third.IsCompleted);
        Assert.True(await queue.AddAsync(Pending("b", 0), TestContext.Current.CancellationToken));
        await queue.TakeAsync([], 1);
        Assert.True(await third);
    }

    [Fact]
    public async Task Close_what_waits_is_still_taken_and_nothing_more_is_added()
    {
        var queue = new FairQueue(10);
        await queue.AddAsync(Pending("a", 0), TestContext.Current.CancellationToken);
        queue.Close();
        Assert.False(await queue.AddAsync(Pending("a", 1), TestContext.Current.CancellationToken));
        var taken = new List<PendingAppend>();
        Assert.True(await queue.TakeAsync(taken, 10));
        Assert.False(await queue.TakeAsync(taken, 10));
        Assert.Single(taken);
    }

    [Fact]
    public async Task Take_idle_writers_wake_when_something_comes()
    {
        var queue = new FairQueue(10);
        var taken = new List<PendingAppend>();
        var take = queue.TakeAsync(taken, 10).AsTask();
        Assert.False(take.IsCompleted);
        await queue.AddAsync(Pending("a", 0), TestContext.Current.CancellationToken);
        Assert.True(await take.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static string TenantOf(PendingAppend pending) => pending.Append.Key.Tenant;

    private static PendingAppend Pending(string tenant, int n) => new(InvoiceLogContract.Received($"i{n}", $"k{n}", tenant));
}
