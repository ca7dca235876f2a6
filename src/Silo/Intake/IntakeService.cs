using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.Intake;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal sealed class IntakeService(IInvoiceDirectory invoices, Submission submission, SubmitStream stream, InvoiceListing listing)
    : Proto.IntakeService.IntakeServiceBase
{
    public override async Task<Proto.SubmitResponse> Submit(Proto.SubmitRequest request, ServerCallContext context)
    {
        var answer = await submission.SubmitAsync(request, Identity.Of(context), context.CancellationToken);
        context.MarkReplay(answer.IsReplay);
        return answer.Response;
    }

    public override Task SubmitStream(
        IAsyncStreamReader<Proto.SubmitStreamRequest> requestStream, IServerStreamWriter<Proto.SubmitStreamResponse> responseStream, ServerCallContext context) =>
        stream.RunAsync(requestStream, responseStream, context);

    public override async Task<Proto.SubmitResponse> Amend(Proto.AmendRequest request, ServerCallContext context)
    {
        var answer = await submission.AmendAsync(request, Identity.Of(context), context.CancellationToken);
        context.MarkReplay(answer.IsReplay);
        return answer.Response;
    }

    public override async Task<Proto.InvoiceRecord> GetInvoice(Proto.GetInvoiceRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var key = RequestReading.KeyOrThrow(identity, request.InvoiceId);
        var state = await invoices.Get(key).GetAsync(identity.Caller, context.CancellationToken);
        return state?.ToRecord(key) ?? throw RpcErrors.NotFound();
    }

    public override async Task<Proto.GetHistoryResponse> GetHistory(Proto.GetHistoryRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var key = RequestReading.KeyOrThrow(identity, request.InvoiceId);
        var events = await invoices.Get(key).GetHistoryAsync(identity.Caller, context.CancellationToken);
        return events.IsDefaultOrEmpty ? throw RpcErrors.NotFound() : events.ToProto();
    }

    public override Task<Proto.ListInvoicesResponse> ListInvoices(Proto.ListInvoicesRequest request, ServerCallContext context) =>
        listing.ListAsync(request, Identity.Of(context), context.CancellationToken);

    public override async Task<Proto.CancelResponse> Cancel(Proto.CancelRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var (key, requestKey) = RequestReading.Change(identity, "Cancel", request.InvoiceId, request.IdempotencyKey, fields =>
            fields.RequiredText("reason", request.Reason, RequestReading.ReasonMax));
        var result = await invoices.Get(key).CancelAsync(new CancelCommand(requestKey, request.Reason, identity.Caller), context.CancellationToken);
        var state = result.StateOrThrow();
        context.MarkReplay(result.IsReplay);
        return new()
        {
            InvoiceId = key.InvoiceId,
            InvoiceStatus = (Proto.InvoiceStatus)state.Status,
            CancelledAt = Times.ToProto(result.AnsweredAtMicros),
        };
    }

    public override async Task<Proto.JudgedResponse> ProvideReference(Proto.ProvideReferenceRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var reference = default(Reference);
        var (key, requestKey) = RequestReading.Change(identity, "ProvideReference", request.InvoiceId, request.IdempotencyKey, fields =>
        {
            reference = fields.Choice<Reference>("reference", (int)request.Reference);
            fields.RequiredIdentifier("value", request.Value);
        });
        var command = new ProvideReferenceCommand(requestKey, reference, request.Value, identity.Caller);
        return Judged(context, key, await invoices.Get(key).ProvideReferenceAsync(command, context.CancellationToken));
    }

    public override async Task<Proto.JudgedResponse> Retriage(Proto.RetriageRequest request, ServerCallContext context)
    {
        var identity = Identity.Of(context);
        var (key, requestKey) = RequestReading.Change(identity, "Retriage", request.InvoiceId, request.IdempotencyKey, fields =>
            fields.RequiredText("reason", request.Reason, RequestReading.ReasonMax));
        var command = new RetriageCommand(requestKey, request.Reason, identity.Caller);
        return Judged(context, key, await invoices.Get(key).RetriageAsync(command, context.CancellationToken));
    }

    private static Proto.JudgedResponse Judged(ServerCallContext context, InvoiceKey key, InvoiceResult result)
    {
        var state = result.StateOrThrow();
        context.MarkReplay(result.IsReplay);
        return state.ToJudgedResponse(key);
    }
}
