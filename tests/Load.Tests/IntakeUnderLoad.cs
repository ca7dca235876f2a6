using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Triage.Protos.V1;

namespace Triage.Load.Tests;

/// <summary>A server that answers at once, counts what it answered, and can stand still.</summary>
internal sealed class IntakeUnderLoad : IntakeService.IntakeServiceBase, IAsyncDisposable
{
    private WebApplication? _app;
    private long _answered;
    private long _pausedUntil;

    public Uri Address { get; private set; } = null!; // StartAsync sets it

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>The keys that came, each so often.</summary>
    public ConcurrentDictionary<string, int> Keys { get; } = new();

    /// <summary>Each so-and-so-many-th invoice is refused; 0 for none.</summary>
    public int RefuseEvery { get; init; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<IntakeUnderLoad>();
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()); // it listens
    }

    /// <summary>Calls that come meanwhile are answered when it is over.</summary>
    public void Pause(TimeSpan length) => Interlocked.Exchange(ref _pausedUntil, Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency));

    public override async Task<SubmitResponse> Submit(SubmitRequest request, ServerCallContext context)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Interlocked.Read(ref _pausedUntil));
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, context.CancellationToken);
        }

        return Answer(request);
    }

    public override async Task SubmitStream(IAsyncStreamReader<SubmitStreamRequest> requests, IServerStreamWriter<SubmitStreamResponse> responses, ServerCallContext context)
    {
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            var answer = new SubmitStreamResponse { Ordinal = request.Ordinal };
            try
            {
                answer.Accepted = Answer(request.Submit);
            }
            catch (RpcException refused)
            {
                answer.Refused = new Google.Rpc.Status { Code = (int)refused.StatusCode };
            }

            await responses.WriteAsync(answer, context.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.DisposeAsync();
        }
    }

    private SubmitResponse Answer(SubmitRequest request)
    {
        Keys.AddOrUpdate(request.IdempotencyKey, 1, (_, times) => times + 1);
        if (RefuseEvery > 0 && Keys.Count % RefuseEvery == 0)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "refused by the test"));
        }

        Interlocked.Increment(ref _answered);
        return new SubmitResponse { InvoiceId = "invoices/" + request.IdempotencyKey, Verdict = new Verdict { Twins = { new Twin { Points = 60 } } } };
    }
}
