using Microsoft.Extensions.Time.Testing;
using Triage.Silo.Limits;
using Triage.Silo.Telemetry;
using Place = Triage.Silo.Limits.FairPlaces.Place;

namespace Triage.Silo.Tests.Limits;

public sealed class FairPlacesTests : IDisposable
{
    private readonly EdgeMetrics _metrics = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public async Task EnterAsync_one_tenant_alone_may_have_every_place()
    {
        var places = Of(3);
        var held = await TakeAsync(places, "a", 3);
        var fourth = places.EnterAsync("a", default).AsTask();
        Assert.False(fourth.IsCompleted);
        held[0].Dispose();
        (await fourth).Dispose();
    }

    [Fact]
    public async Task Dispose_the_place_goes_to_the_tenant_with_the_fewest_however_many_wait_before_it()
    {
        var places = Of(4);
        var held = await TakeAsync(places, "flood", 4);
        var flood = Enumerable.Range(0, 1000).Select(_ => places.EnterAsync("flood", default).AsTask()).ToArray();
        var quiet = places.EnterAsync("quiet", default).AsTask();
        held[0].Dispose();
        Assert.Equal("quiet", await FirstOfAsync(("quiet", quiet), ("flood", flood[0])));

        // With one each way, the next ones share: never more than one place between those who wait.
        var second = places.EnterAsync("quiet", default).AsTask();
        held[1].Dispose();
        Assert.Equal("quiet", await FirstOfAsync(("quiet", second), ("flood", flood[0])));
        var third = places.EnterAsync("quiet", default).AsTask();
        held[2].Dispose();
        Assert.Equal("flood", await FirstOfAsync(("quiet", third), ("flood", flood[0])));
    }

    [Fact]
    public async Task Dispose_among_equals_the_one_served_longest_ago_is_next()
    {
        var places = Of(1);
        var now = await places.EnterAsync("x", default);
        string[] tenants = ["a", "b", "c"];
        var waiting = tenants.SelectMany(tenant => Enumerable.Range(0, 2).Select(_ => (Tenant: tenant, Task: places.EnterAsync(tenant, default).AsTask()))).ToList();
        var order = new List<string>();
        while (waiting.Count > 0)
        {
            now.Dispose();
            await Task.WhenAny(waiting.Select(waiter => waiter.Task));
            var served = waiting.Single(waiter => waiter.Task.IsCompleted);
            order.Add(served.Tenant);
            now = await served.Task;
            waiting.Remove(served);
        }

        Assert.Equal(["a", "b", "c", "a", "b", "c"], order);
    }

    [Fact]
    public async Task EnterAsync_cancelled_while_it_waits_takes_no_place_and_leaves_no_trace()
    {
        var places = Of(1);
        var held = await places.EnterAsync("a", default);
        using var stop = new CancellationTokenSource();
        var left = places.EnterAsync("b", stop.Token).AsTask();
        var stays = places.EnterAsync("b", default).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => places.EnterAsync("c", stop.Token).AsTask());
        held.Dispose();
        (await stays).Dispose();
        _time.Advance(TimeSpan.FromSeconds(11));
        (await places.EnterAsync("d", default)).Dispose();
        Assert.Equal(1, places.TenantsCount);
    }

    [Fact]
    public async Task EnterAsync_while_another_tenant_calls_there_are_fewer_places_and_all_again_when_it_is_gone()
    {
        var places = new FairPlaces(6, 2, 2, _metrics, _time);
        var held = await TakeAsync(places, "flood", 6);
        var flood = Enumerable.Range(0, 10).Select(_ => places.EnterAsync("flood", default).AsTask()).ToArray();
        var quiet = places.EnterAsync("quiet", default).AsTask();
        Assert.False(quiet.IsCompleted);
        held[0].Dispose();
        var served = await quiet;
        held.Skip(1).Take(4).ToList().ForEach(place => place.Dispose());
        (await places.EnterAsync("third", default)).Dispose();
        Assert.DoesNotContain(flood, waiter => waiter.IsCompleted);
        served.Dispose();
        await flood[0];
        Assert.Equal(1, flood.Count(waiter => waiter.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(11));
        held[5].Dispose();
        await SoonAsync(flood[..6]);
        Assert.Equal(6, flood.Count(waiter => waiter.IsCompleted));
    }

    [Fact]
    public async Task EnterAsync_while_another_tenant_calls_a_flood_has_its_part_and_the_rest_stays_free_for_others()
    {
        var places = new FairPlaces(8, 6, 2, _metrics, _time);
        (await places.EnterAsync("quiet", default)).Dispose();
        var held = await TakeAsync(places, "flood", 2);
        var flood = Enumerable.Range(0, 10).Select(_ => places.EnterAsync("flood", default).AsTask()).ToArray();
        Assert.DoesNotContain(flood, waiter => waiter.IsCompleted);

        // Those who wait for more than their part hold nobody back.
        var others = await TakeAsync(places, "quiet", 1);
        others.AddRange(await TakeAsync(places, "third", 2));
        held[0].Dispose();
        await flood[0];
        Assert.Equal(1, flood.Count(waiter => waiter.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(11));
        others.ForEach(place => place.Dispose());
        await SoonAsync(flood[..7]);
        Assert.Equal(7, flood.Count(waiter => waiter.IsCompleted));
    }

    [Fact]
    public async Task EnterAsync_two_that_flood_have_all_shared_places_until_one_calls_quietly()
    {
        var places = new FairPlaces(8, 6, 2, _metrics, _time);
        var held = await TakeAsync(places, "one", 2);
        held.AddRange(await TakeAsync(places, "other", 2));
        var (one, other) = (Enter(places, "one", 10), Enter(places, "other", 10));
        await SoonAsync(one[0], other[0]);

        // They have three each, which are all. One who calls quietly finds free what is above two of each from then on.
        (await places.EnterAsync("quiet", default)).Dispose();
        held[1].Dispose();
        held[3].Dispose();
        var quiet = Enter(places, "quiet", 2);
        Assert.All(quiet, entered => Assert.True(entered.IsCompletedSuccessfully));
        Assert.False(one[1].IsCompleted || other[1].IsCompleted);
        foreach (var entered in quiet)
        {
            (await entered).Dispose();
        }

        _time.Advance(TimeSpan.FromSeconds(3));
        held[0].Dispose();
        await SoonAsync(one[1], one[2], other[1]);
    }

    [Fact]
    public async Task EnterAsync_a_burst_of_the_quiet_one_goes_before_the_flood_and_opens_nothing_to_it_beyond_as_many()
    {
        var places = new FairPlaces(32, 16, 2, _metrics, _time);
        (await places.EnterAsync("quiet", default)).Dispose();
        var flood = Enter(places, "flood", 20);
        await SoonAsync(flood[..2]);
        var burst = Enter(places, "quiet", 6);
        await SoonAsync(burst);

        // Six and seven of sixteen: the three that are left are there for a third.
        Assert.All(Enter(places, "third", 3), entered => Assert.True(entered.IsCompletedSuccessfully));
        await SoonAsync(flood[..7]);
    }

    [Fact]
    public async Task EnterAsync_who_is_long_gone_is_forgotten_and_nobody_else()
    {
        var places = Of(2);
        (await places.EnterAsync("gone", default)).Dispose();
        var stays = await places.EnterAsync("stays", default);
        _time.Advance(TimeSpan.FromSeconds(11));
        (await places.EnterAsync("now", default)).Dispose();
        Assert.Equal(2, places.TenantsCount);
        stays.Dispose();
        _time.Advance(TimeSpan.FromSeconds(11));
        (await places.EnterAsync("later", default)).Dispose();
        Assert.Equal(1, places.TenantsCount);
    }

    [Fact]
    public async Task EnterAsync_beside_one_who_only_looks_in_a_flood_soon_has_all_shared_places_again()
    {
        var places = new FairPlaces(8, 6, 2, _metrics, _time);
        (await places.EnterAsync("monitor", default)).Dispose();
        var held = await TakeAsync(places, "flood", 2);
        var flood = Enumerable.Range(0, 10).Select(_ => places.EnterAsync("flood", default).AsTask()).ToArray();
        Assert.DoesNotContain(flood, waiter => waiter.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(3));
        held[0].Dispose();
        await SoonAsync(flood[..5]);
        Assert.Equal(5, flood.Count(waiter => waiter.IsCompleted));
    }

    /// <summary>Whatever comes between: never more than there are, none lost, and nobody waits while one is free.</summary>
    [Fact]
    public async Task EnterAsync_many_at_once_with_some_who_leave_loses_and_doubles_no_place()
    {
        const int Count = 5;
        var places = Of(Count);
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 2000; i++)
            {
                using var stop = new CancellationTokenSource();
                var entering = places.EnterAsync($"tenant-{random.Next(4)}", stop.Token).AsTask();
                if (random.Next(3) == 0)
                {
                    await stop.CancelAsync();
                }

                try
                {
                    using var place = await entering;
                    InterlockedMax(ref most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(stop.IsCancellationRequested);
                }
            }
        })));
        Assert.Equal(4, places.TenantsCount);
        Assert.InRange(most, 1, Count); // how many are inside at once is the scheduler's to say, but never more than there are places
        var again = await TakeAsync(places, "after", Count);
        Assert.False(places.EnterAsync("one too many", default).AsTask().IsCompleted);
        Assert.Equal(Count, again.Count);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static async Task<List<Place>> TakeAsync(FairPlaces places, string tenant, int count)
    {
        var taken = new List<Place>();
        for (var i = 0; i < count; i++)
        {
            taken.Add(await places.EnterAsync(tenant, default));
        }

        return taken;
    }

    /// <summary>Who is never served fails here, and does not stop the run.</summary>
    private static Task SoonAsync(params Task[] entering) => Task.WhenAll(entering).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private static Task<Place>[] Enter(FairPlaces places, string tenant, int count) => [.. Enumerable.Range(0, count).Select(_ => places.EnterAsync(tenant, default).AsTask())];

    private static async Task<string> FirstOfAsync(params (string Name, Task Task)[] waiting)
    {
        var first = await Task.WhenAny(waiting.Select(waiter => waiter.Task));
        return Assert.Single(waiting, waiter => waiter.Task == first && waiter.Task.IsCompleted).Name;
    }

    private FairPlaces Of(int count) => new(count, count, count, _metrics, _time);
}
