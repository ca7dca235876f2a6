using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

public sealed class FeedFollowerTests : IAsyncLifetime
{
    private ScriptedServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScriptedServer Server => _server!; // InitializeAsync set it

    public async ValueTask InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    public static TheoryData<StatusCode> Passing => [StatusCode.Unavailable, StatusCode.Internal, StatusCode.Unknown, StatusCode.Aborted];

    public static TheoryData<StatusCode> Final =>
        [StatusCode.InvalidArgument, StatusCode.FailedPrecondition, StatusCode.Unauthenticated, StatusCode.PermissionDenied, StatusCode.DataLoss, StatusCode.Unimplemented, StatusCode.ResourceExhausted];

    [Theory, MemberData(nameof(Passing))]
    public async Task Follow_goes_on_behind_the_last_message_after_what_passes(StatusCode status)
    {
        Server.Feed.Next(3, () => throw new RpcException(new Status(status, "cut")));
        Server.Feed.Next(0, () => throw new RpcException(new Status(status, "cut")));
        Server.Feed.Next(2, () => Task.CompletedTask);
        using var client = Server.ConnectInTime();
        var broken = new List<StatusCode>();
        Assert.Equal(["e1", "e2", "e3", "e4", "e5", "e6", "e7"], await client.FollowAsync(new(), failure => broken.Add(failure.StatusCode), Token).Select(EventOf).OfType<string>().Take(7).ToListAsync(Token));
        Assert.Equal(["", "3", "3", "5"], Server.Feed.Requests.Select(request => request.Cursor));
        Assert.Equal([status, status], broken);
    }

    [Fact]
    public async Task Follow_that_was_too_slow_comes_back_when_it_was_told_to()
    {
        var slow = new Google.Rpc.Status
        {
            Code = (int)Google.Rpc.Code.ResourceExhausted,
            Details = { Any.Pack(new Google.Rpc.RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(700)) }) },
        };
        Server.Feed.Next(1, () => throw slow.ToRpcException());
        using var client = Server.ConnectInTime();
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(["e1", "e2"], await client.FollowAsync(new(), cancellationToken: Token).Select(EventOf).OfType<string>().Take(2).ToListAsync(Token));
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(700));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Follow_whose_token_ended_goes_on_where_there_is_another(bool hasAnother)
    {
        var expired = new Google.Rpc.Status
        {
            Code = (int)Google.Rpc.Code.Unauthenticated,
            Details = { Any.Pack(new Google.Rpc.ErrorInfo { Reason = "CREDENTIAL_EXPIRED" }) },
        };
        Server.Feed.Next(1, () => throw expired.ToRpcException());
        var given = 0;
        using var client = hasAnother ? Server.ConnectInTime(tokens: () => $"token-{++given}") : Server.ConnectInTime();
        var events = client.FollowAsync(new(), cancellationToken: Token).Select(EventOf).OfType<string>().Take(2).ToListAsync(Token).AsTask();
        if (hasAnother)
        {
            Assert.Equal(["e1", "e2"], await events);
            Assert.Equal(["Bearer token-1", "Bearer token-2"], Server.Feed.Tokens);
        }
        else
        {
            Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => events)).StatusCode);
        }
    }

    [Theory, MemberData(nameof(Final))]
    public async Task Follow_ends_with_what_trying_again_cannot_help(StatusCode status)
    {
        Server.Feed.Next(2, () => throw new RpcException(new Status(status, "no")));
        using var client = Server.ConnectInTime();
        var seen = new List<string>();
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (var id in client.FollowAsync(new(), cancellationToken: Token).Select(EventOf).OfType<string>())
            {
                seen.Add(id);
            }
        });
        Assert.Equal((status, 1), (refused.StatusCode, Server.Feed.Requests.Count));
        Assert.Equal(["e1", "e2"], seen);
    }

    [Fact]
    public async Task Follow_from_now_does_not_skip_what_happens_while_the_stream_is_broken()
    {
        Server.Feed.Next(0, () => throw new RpcException(new Status(StatusCode.Unavailable, "cut")));
        using var client = Server.ConnectInTime();
        Assert.Equal("e101", await client.FollowAsync(new() { FromNow = true, Facility = { "north" } }, cancellationToken: Token).Select(EventOf).OfType<string>().FirstAsync(Token));
        Assert.Equal([("", true), ("100", false)], Server.Feed.Requests.Select(request => (request.Cursor, request.FromNow)));
        Assert.All(Server.Feed.Requests, request => Assert.Equal(["north"], request.Facility));
    }

    [Fact]
    public async Task Follow_of_a_stream_that_is_silent_opens_another()
    {
        var forEver = new TaskCompletionSource();
        Server.Feed.Next(1, () => forEver.Task);
        using var client = Server.ConnectInTime(silenceMax: TimeSpan.FromSeconds(4));
        Assert.Equal(["e1", "e2"], await client.FollowAsync(new(), cancellationToken: Token).Select(EventOf).OfType<string>().Take(2).ToListAsync(Token));
        Assert.Equal(["", "1"], Server.Feed.Requests.Select(request => request.Cursor));
        forEver.SetResult();
    }

    [Fact]
    public async Task Follow_that_is_cancelled_ends_as_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var client = Server.ConnectInTime();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in client.FollowAsync(new(), cancellationToken: stop.Token))
            {
                await stop.CancelAsync();
            }
        });
        Assert.Single(Server.Feed.Requests);
    }

    [Fact]
    public async Task AwaitSettled_asks_until_somebody_decided_and_waits_out_what_passes()
    {
        foreach (var answer in new Func<AwaitVerdictResponse>[]
        {
            () => new() { Settled = false },
            () => throw new RpcException(new Status(StatusCode.Aborted, "moving")),
            () => throw new RpcException(new Status(StatusCode.DeadlineExceeded, "late")),
            () => new() { Settled = false },
            () => new() { Settled = true, Record = new InvoiceRecord { Version = 7 } },
        })
        {
            Server.Waiting.Answers.Enqueue(answer);
        }

        using var client = Server.Connect();
        Assert.Equal(7, (await client.AwaitSettledAsync("invoices/erp/1", Token)).Version);
        Assert.Equal(5, Server.Waiting.Calls.Count);
    }

    [Fact]
    public async Task AwaitSettled_ends_with_what_trying_again_cannot_help()
    {
        Server.Waiting.Answers.Enqueue(() => throw new RpcException(new Status(StatusCode.NotFound, "none")));
        using var client = Server.Connect();
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => client.AwaitSettledAsync("invoices/erp/1", Token))).StatusCode);
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(0, 0)]
    [InlineData(90, 90)]
    public async Task AwaitVerdict_has_its_wait_on_top_of_the_usual_deadline(int? wait, int seconds)
    {
        using var client = Server.Connect(deadline: TimeSpan.FromSeconds(5));
        var request = new AwaitVerdictRequest { InvoiceId = "i", Wait = wait is { } given ? new() { Seconds = given } : null };
        var earliest = DateTime.UtcNow.AddSeconds(seconds + 4);
        await client.Waiting.AwaitVerdictAsync(request, cancellationToken: Token);
        Assert.InRange(Assert.Single(Server.Waiting.Calls).Deadline, earliest, earliest.AddSeconds(10));
    }

    private static string? EventOf(SubscribeResponse message) => message.Event?.EventId;
}
