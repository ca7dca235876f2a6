using Google.Rpc;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;
using Triage.Grains.Invoices;

namespace Triage.Silo.Tests.Limits;

/// <summary>What is too much is refused before anything was accepted, with the time to come back.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Submit_one_call_too_many_is_exhausted_and_the_place_is_free_again()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Edge:UnaryInFlightMax"] = "1" });
        var headers = SiloFixture.Bearer(host.Issuer().Good());
        using var entered = new SemaphoreSlim(0);
        using var leave = new SemaphoreSlim(0);
        host.Invoices.Scripts["slow"] = () =>
        {
            entered.Release();
            leave.Wait(TestContext.Current.CancellationToken);
            return new InvoiceResult(InvoiceOutcome.InvoiceExists);
        };
        var slow = Task.Run(async () => await host.Client.SubmitAsync(Samples.Submit("slow"), headers), TestContext.Current.CancellationToken);
        await entered.WaitAsync(TestContext.Current.CancellationToken);

        var refused = await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("second"), headers), StatusCode.ResourceExhausted);
        Assert.NotNull(refused.GetRpcStatus()?.GetDetail<QuotaFailure>());
        Assert.True(refused.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan() > TimeSpan.Zero);

        leave.Release();
        await Assert.ThrowsAsync<RpcException>(() => slow);
        await host.Client.SubmitAsync(Samples.Submit("second"), headers);
    }

    [Fact]
    public async Task SubmitStream_one_stream_too_many_is_exhausted()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Edge:StreamsMax"] = "1" });
        var headers = SiloFixture.Bearer(host.Issuer().Good());
        using var first = host.Client.SubmitStream(headers, cancellationToken: TestContext.Current.CancellationToken);
        await first.RequestStream.WriteAsync(new() { Ordinal = 1, Submit = Samples.Submit("streamed") }, TestContext.Current.CancellationToken);
        Assert.True(await first.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        using var second = host.Client.SubmitStream(headers, cancellationToken: TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RpcException>(() => second.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        await first.RequestStream.CompleteAsync();
    }

    /// <summary>The whole silo's limit comes before the token's check: checking costs more than refusing.</summary>
    [Fact]
    public async Task Submit_one_call_too_many_is_exhausted_whoever_calls()
    {
        await using var host = await SiloHost.StartAsync(new() { ["Edge:UnaryInFlightMax"] = "1" });
        using var leave = new SemaphoreSlim(0);
        var entered = new TaskCompletionSource();
        host.Invoices.Scripts["slow"] = () =>
        {
            entered.SetResult();
            leave.Wait(TestContext.Current.CancellationToken);
            return new InvoiceResult(InvoiceOutcome.InvoiceExists);
        };
        var slow = Task.Run(async () => await host.Client.SubmitAsync(Samples.Submit("slow"), SiloFixture.Bearer(host.Issuer().Good())), TestContext.Current.CancellationToken);
        await entered.Task;
        var refused = await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("second")), StatusCode.ResourceExhausted);
        Assert.Equal("Edge:UnaryInFlightMax", refused.GetRpcStatus()?.GetDetail<QuotaFailure>()?.Violations[0].Subject);
        leave.Release();
        await Assert.ThrowsAsync<RpcException>(() => slow);
        await Samples.RefusedAsync(host.Client.SubmitAsync(Samples.Submit("second")), StatusCode.Unauthenticated);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Reflection_answers_in_development_alone(string environment, bool answers)
    {
        await using var host = await SiloHost.StartAsync([], environment);
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo(cancellationToken: TestContext.Current.CancellationToken);
        if (answers)
        {
            Assert.True(await AskAsync());
            Assert.Contains(call.ResponseStream.Current.ListServicesResponse.Service, service => service.Name == "triage.v1.IntakeService");
        }
        else
        {
            Assert.Equal(StatusCode.Unimplemented, (await Assert.ThrowsAsync<RpcException>(AskAsync)).StatusCode);
        }

        async Task<bool> AskAsync()
        {
            await call.RequestStream.WriteAsync(new() { ListServices = "" }, TestContext.Current.CancellationToken);
            return await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
        }
    }
}
