using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Cli.Tests.Lifecycle;

/// <summary>Takes reports; refuses by the invoice's name, and is away for the first try of every third report.</summary>
internal sealed class ScriptedLifecycle : LifecycleService.LifecycleServiceBase
{
    private readonly ConcurrentDictionary<string, int> _tries = new();

    public ConcurrentDictionary<string, StatusReport> Taken { get; } = new();

    public override Task<ReportResponse> Report(ReportRequest request, ServerCallContext context)
    {
        var name = $"{request.Report?.Source}/{request.Report?.EventId}";
        var tries = _tries.AddOrUpdate(name, 1, (_, before) => before + 1);
        if (tries == 1 && _tries.Count % 3 == 0)
        {
            throw Refusal(Code.Unavailable, "moving", new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1)) });
        }

        switch (request.InvoiceId)
        {
            case "":
                throw Refusal(Code.InvalidArgument, "The request has 1 violation(s).", new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "invoice_id", Description = "must be given" } } });
            case "invoices/erp/absent":
                throw Refusal(Code.NotFound, "There is no such invoice.", new ErrorInfo());
            case "invoices/erp/denied":
                throw Refusal(Code.PermissionDenied, "no", new ErrorInfo());
            case "invoices/erp/down":
                throw Refusal(Code.Unavailable, "down", new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(1)) });
        }

        if (!Taken.TryAdd(name, request.Report!)) // a report without one has no name, and is refused before
        {
            context.GetHttpContext().Response.Headers["idempotent-replay"] = "true";
        }

        return Task.FromResult(new ReportResponse
        {
            InvoiceId = request.InvoiceId,
            Standing = request.Report!.FactCase == StatusReport.FactOneofCase.Posted ? ReportStanding.Applied : ReportStanding.Kept, // as above
            InvoiceStatus = InvoiceStatus.Posted,
            CodingStatus = CodingStatus.Uncoded,
            PaymentStatus = PaymentStatus.Ready,
        });
    }

    private static RpcException Refusal(Code code, string message, Google.Protobuf.IMessage detail) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } }.ToRpcException();
}
