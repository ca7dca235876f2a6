using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Grains.Replay;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Payloads;
using Triage.Models.Replay;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Replay;

internal sealed class ReplayService(IReplay replay, IInvoiceLog log, ReplayPlaces places, LastingCalls lasting, IOptions<EdgeOptions> edge, TimeProvider time) : Proto.ReplayService.ReplayServiceBase
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    public override Task ReplayVerdicts(Proto.ReplayVerdictsRequest request, IServerStreamWriter<Proto.ReplayVerdictsResponse> responseStream, ServerCallContext context) =>
        lasting.RunAsync(context, ending => ReplayAsync(request, responseStream, context, ending));

    private async Task ReplayAsync(Proto.ReplayVerdictsRequest request, IServerStreamWriter<Proto.ReplayVerdictsResponse> responses, ServerCallContext context, CancellationToken ending)
    {
        var scope = request.ToScope(OfEveryFacility(context));
        if (scope.One is { } key)
        {
            await RequireAsync(key, ending);
        }

        using var place = places.Take();
        await using var writer = new TimedWriter<Proto.ReplayVerdictsResponse>(responses, context, edge.Value, time);
        var (tally, began) = (new ReplayTally(), time.GetTimestamp());
        var told = began;
        await foreach (var page in request.Method == Proto.ReplayMethod.Past ? replay.FromPastAsync(scope, ending) : replay.FromFeaturesAsync(scope, ending))
        {
            foreach (var verdict in page.Verdicts)
            {
                tally.Add(verdict);
                if (request.Each || verdict.Outcome != ReplayOutcome.Equal)
                {
                    await SendAsync(new() { Verdict = verdict.ToProto() });
                }
            }

            if (time.GetElapsedTime(told) >= ProgressEvery)
            {
                told = time.GetTimestamp();
                await SendAsync(new() { Progress = new() { Verdicts = tally.Verdicts, Done = page.Position, Total = page.Head } });
            }
        }

        await SendAsync(new() { Summary = tally.Summary(time.GetElapsedTime(began)) });

        Task SendAsync(Proto.ReplayVerdictsResponse message) => writer.WriteAsync(message, static () => [], ending);
    }

    private async Task RequireAsync(InvoiceKey key, CancellationToken cancellationToken)
    {
        try
        {
            if ((await log.ReadAsync(key, cancellationToken)).IsEmpty)
            {
                throw RpcErrors.NotFound();
            }
        }
        catch (PayloadDamagedException)
        {
            // It is there; the replay says what is wrong with it.
        }
    }

    /// <summary>A verdict rests on bills of every facility.</summary>
    private static Identity OfEveryFacility(ServerCallContext context) => Identity.OfEveryFacility(context, "A verdict rests on the past of every facility; the token allows some.");
}
