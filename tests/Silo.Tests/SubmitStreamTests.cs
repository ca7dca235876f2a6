using Grpc.Core;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class SubmitStreamTests(SiloFixture silo)
{
    [Fact]
    public async Task SubmitStream_bad_items_are_answered_and_the_rest_goes_on()
    {
        silo.Invoices.Scripts["stream-13"] = () => throw new InvalidOperationException("secret");
        using var call = silo.Client.SubmitStream(silo.Good());
        var sending = Task.Run(async () =>
        {
            for (var i = 1; i <= 40; i++)
            {
                var item = new Proto.SubmitStreamRequest { Ordinal = i, Submit = i == 7 ? null : Samples.Submit($"stream-{i}") };
                if (i == 20)
                {
                    item.Submit!.Invoice.Currency = "usd";
                }

                await call.RequestStream.WriteAsync(item);
            }

            await call.RequestStream.CompleteAsync();
        }, TestContext.Current.CancellationToken);
        var answers = await call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).ToDictionaryAsync(answer => answer.Ordinal);
        await sending;
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), answers.Keys.Order());
        Assert.Equal([7L, 13L, 20L], answers.Values.Where(answer => answer.Refused is not null).Select(answer => answer.Ordinal).Order());
        Assert.Equal((int)StatusCode.InvalidArgument, answers[20].Refused.Code);
        Assert.Equal((int)StatusCode.Internal, answers[13].Refused.Code);
        Assert.DoesNotContain("secret", answers[13].Refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("invoices/erp/stream-40", answers[40].Accepted.InvoiceId);
    }

    [Fact]
    public async Task SubmitStream_cancelled_ends_as_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using var call = silo.Client.SubmitStream(silo.Good(), cancellationToken: stop.Token);
        await call.RequestStream.WriteAsync(new Proto.SubmitStreamRequest { Ordinal = 1, Submit = Samples.Submit("cancelled-stream") }, TestContext.Current.CancellationToken);
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.Cancelled, ended.StatusCode);
    }

    [Fact]
    public async Task SubmitStream_idle_for_long_is_ended_and_one_that_waits_for_an_answer_is_not()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Edge:StreamIdleTimeout"] = "00:00:01" });
        using var leave = new ManualResetEventSlim();
        host.Invoices.Scripts["slow"] = () =>
        {
            leave.Wait(TestContext.Current.CancellationToken);
            return new Grains.Invoices.InvoiceResult(Grains.Invoices.InvoiceOutcome.NotOpen);
        };
        using var call = host.Client.SubmitStream(SiloFixture.Bearer(host.Issuer().Good()));
        await call.RequestStream.WriteAsync(new Proto.SubmitStreamRequest { Ordinal = 1, Submit = Samples.Submit("slow") }, TestContext.Current.CancellationToken);
        var answer = call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        leave.Set();
        Assert.True(await answer);
        var ended = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.Unavailable, ended.StatusCode);
    }
}
