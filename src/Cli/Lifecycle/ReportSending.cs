using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>Sends reports, some at once; their order does not matter to the service.</summary>
internal sealed class ReportSending(LifecycleService.LifecycleServiceClient lifecycle, ReportTally tally)
{
    public Task RunAsync(IAsyncEnumerable<ReportLine> lines, int window, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = window, CancellationToken = cancellationToken }, SendAsync);

    private async ValueTask SendAsync(ReportLine line, CancellationToken cancellationToken)
    {
        if (line.Request is not { } request)
        {
            tally.Bad(line);
            return;
        }

        try
        {
            using var call = lifecycle.ReportAsync(request, cancellationToken: cancellationToken);
            var response = await call;
            tally.Taken(response, (await call.ResponseHeadersAsync).GetValue("idempotent-replay") is not null);
        }
        catch (RpcException refused) when (!cancellationToken.IsCancellationRequested && !IsOfAllReports(refused.StatusCode))
        {
            tally.Refused(line, refused.StatusCode, Why(refused));
        }
    }

    // A token that is not good is not good for the next report either.
    private static bool IsOfAllReports(StatusCode status) => status is StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.Unimplemented;

    private static string Why(RpcException refused)
    {
        var fields = refused.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Select(violation => $"{violation.Field} {violation.Description}");
        return fields is null ? refused.Status.Detail : string.Join("; ", fields);
    }
}
