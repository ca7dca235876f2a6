using System.Reflection;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Contracts.Tests;

public sealed class SafeRetryTests : IAsyncLifetime
{
    private static readonly RpcException Unavailable = new(new Grpc.Core.Status(StatusCode.Unavailable, "moving"));
    private static readonly SubmitRequest Submit = new() { IdempotencyKey = "k" };
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ScriptedServer? _server;

    private ScriptedServer Server => _server!; // InitializeAsync set it

    public async ValueTask InitializeAsync() => _server = await ScriptedServer.StartAsync();

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 100 })]
    [InlineData(3, new[] { 100, 200, 400 })]
    public async Task Call_that_is_unavailable_is_sent_again_after_ever_longer_waits(int refusals, int[] waitsMs)
    {
        Server.Intake.Refuse(Unavailable, refusals);
        using var client = Server.Connect();
        Assert.Equal("k", (await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation)).InvoiceId);
        Assert.Equal(refusals + 1, Server.Intake.Calls.Count);
        Assert.Equal(waitsMs.Select(ms => TimeSpan.FromMilliseconds(ms)), Server.Time.Waits);
    }

    [Fact]
    public async Task Call_that_stays_unavailable_fails_after_the_last_attempt()
    {
        Server.Intake.Refuse(Unavailable, 10);
        using var client = Server.Connect(attemptsMax: 3);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation));
        Assert.Equal((StatusCode.Unavailable, "moving", 3), (failure.StatusCode, failure.Status.Detail, Server.Intake.Calls.Count));
    }

    [Fact]
    public async Task Call_that_is_refused_with_RetryInfo_waits_as_it_says()
    {
        Server.Intake.Refuse(Exhausted(TimeSpan.FromSeconds(1.5)), 2);
        using var client = Server.Connect();
        await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation);
        Assert.Equal([TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(1.5)], Server.Time.Waits);
    }

    [Fact]
    public async Task Call_whose_wait_would_pass_the_deadline_fails_at_once()
    {
        Server.Intake.Refuse(Exhausted(TimeSpan.FromMinutes(5)));
        using var client = Server.Connect();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation));
        Assert.Equal((StatusCode.ResourceExhausted, 1), (failure.StatusCode, Server.Intake.Calls.Count));
        Assert.Empty(Server.Time.Waits);
    }

    /// <summary>What is too large is refused without a delay: coming back would not help.</summary>
    [Fact]
    public async Task Call_that_is_refused_as_too_much_without_RetryInfo_is_sent_once()
    {
        Server.Intake.Refuse(new RpcException(new Grpc.Core.Status(StatusCode.ResourceExhausted, "too large")));
        using var client = Server.Connect();
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation));
        Assert.Equal((StatusCode.ResourceExhausted, 1), (failure.StatusCode, Server.Intake.Calls.Count));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.AlreadyExists)]
    [InlineData(StatusCode.Unauthenticated)]
    [InlineData(StatusCode.Aborted)]
    [InlineData(StatusCode.Internal)]
    public async Task Call_that_is_refused_for_good_is_sent_once(StatusCode status)
    {
        Server.Intake.Refuse(new RpcException(new Grpc.Core.Status(status, "no")));
        using var client = Server.Connect();
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation))).StatusCode);
        Assert.Single(Server.Intake.Calls);
    }

    [Fact]
    public async Task Call_that_hangs_ends_at_the_deadline_and_is_not_sent_again()
    {
        Server.Intake.Next(context => Task.Delay(Timeout.Infinite, context.CancellationToken));
        using var client = Server.Connect(deadline: TimeSpan.FromSeconds(3));
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation))).StatusCode);
        Assert.Single(Server.Intake.Calls);
    }

    [Fact]
    public async Task Deadline_is_one_for_all_attempts()
    {
        Server.Intake.Refuse(Unavailable, 2);
        using var client = Server.Connect();
        var deadline = DateTime.UtcNow.AddSeconds(20);
        await client.Intake.SubmitAsync(Submit, deadline: deadline, cancellationToken: Cancellation);
        // On the wire a deadline is a rest of time: it comes out a little later, never by another twenty seconds.
        Assert.Equal(3, Server.Intake.Calls.Count);
        Assert.All(Server.Intake.Calls, seen => Assert.InRange(seen.Deadline, deadline.AddSeconds(-1), deadline.AddSeconds(10)));
    }

    [Fact]
    public async Task Call_that_changes_something_without_a_key_is_sent_once()
    {
        Server.Intake.Refuse(Unavailable, 2);
        using var client = Server.Connect();
        await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.SubmitAsync(new SubmitRequest(), cancellationToken: Cancellation));
        await Assert.ThrowsAsync<RpcException>(async () => await client.Intake.CancelAsync(new CancelRequest { InvoiceId = "invoices/a/1" }, cancellationToken: Cancellation));
        Assert.Equal(2, Server.Intake.Calls.Count);
    }

    [Fact]
    public async Task Call_that_only_reads_is_sent_again()
    {
        Server.Intake.Refuse(Unavailable);
        using var client = Server.Connect();
        await client.Intake.GetInvoiceAsync(new GetInvoiceRequest(), cancellationToken: Cancellation);
        Assert.Equal(2, Server.Intake.Calls.Count);
    }

    [Fact]
    public void Blocking_call_is_sent_again_too_and_without_a_key_once()
    {
        Server.Intake.Refuse(Unavailable);
        using var client = Server.Connect();
        Assert.Equal("k", client.Intake.Submit(Submit, cancellationToken: Cancellation).InvoiceId);
        Server.Intake.Refuse(Unavailable);
        Assert.Throws<RpcException>(() => client.Intake.Submit(new SubmitRequest(), cancellationToken: Cancellation));
        Assert.Equal(3, Server.Intake.Calls.Count);
    }

    [Fact]
    public async Task Headers_are_those_of_the_answer_and_every_attempt_carries_the_token()
    {
        Server.Intake.Refuse(Unavailable);
        Server.Intake.Next(context => context.WriteResponseHeadersAsync(new Metadata { { "idempotent-replay", "true" } }));
        using var client = Server.Connect();
        using var call = client.Intake.SubmitAsync(Submit, cancellationToken: Cancellation);
        Assert.Equal("true", (await call.ResponseHeadersAsync).GetValue("idempotent-replay"));
        await call;
        Assert.Equal(["Bearer token-of-the-test", "Bearer token-of-the-test"], Server.Intake.Calls.Select(seen => seen.Authorization));
    }

    [Fact]
    public async Task Caller_who_gives_up_during_a_wait_is_let_go()
    {
        using var caller = new CancellationTokenSource();
        Server.Time.OnWait = caller.Cancel;
        Server.Intake.Refuse(Unavailable, 2);
        using var client = Server.Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.Intake.SubmitAsync(Submit, cancellationToken: caller.Token));
        Assert.Single(Server.Intake.Calls);
    }

    [Fact]
    public void Contract_every_unary_call_carries_a_key_or_reads_by_its_name() => Assert.All(
        typeof(IntakeReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>().SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => !method.IsClientStreaming && !method.IsServerStreaming),
        method => Assert.True(
            (method.InputType.FindFieldByName("idempotency_key") is not null || RetrySafety.HasOwnName(method.Name)) != RetrySafety.Reads(method.Name), method.FullName));

    private static RpcException Exhausted(TimeSpan retry) => new Google.Rpc.Status
    {
        Code = (int)Code.ResourceExhausted,
        Message = "too much",
        Details = { Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(retry) }) },
    }.ToRpcException();
}
