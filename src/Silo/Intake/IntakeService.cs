using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Wire = Triage.Protos.V1;

namespace Triage.Silo.Intake;

internal sealed class IntakeService(IGrainFactory grains, IInvoiceIndex index, StreamSubmitter streams) : Wire.IntakeService.IntakeServiceBase
{
    private const string ReplayHeader = "idempotent-replay";

    public override async Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context)
    {
        var result = await SubmitAsync(request, TokenCaller.Of(context), context.CancellationToken);
        await SayReplayAsync(result, context);
        return Submitted(result);
    }

    public override Task SubmitStream(
        IAsyncStreamReader<Wire.SubmitStreamRequest> requestStream, IServerStreamWriter<Wire.SubmitStreamResponse> responseStream, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        return streams.RunAsync(requestStream, responseStream, (request, token) => SubmitAsync(request, caller, token), context);
    }

    public override async Task<Wire.SubmitResponse> Amend(Wire.AmendRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var violations = new Violations();
        var key = IdempotencyKey(request.IdempotencyKey, violations);
        var invoice = InvoiceMapping.ToDomain(request.Invoice, "invoice", violations);
        var wait = new FieldReader(violations).Choice<SubmitWait>("wait", (int)request.Wait);
        violations.ThrowIfAny();
        var old = KeyOf(request.InvoiceId, caller);
        var own = InvoiceKey.Create(caller.Tenant, invoice.SourceSystem, invoice.SourceInvoiceId);
        RequireFacility(invoice, caller);
        if (own == old)
        {
            violations.Add("invoice.source_invoice_id", "must differ from the invoice that it corrects");
            violations.ThrowIfAny();
        }

        var command = new SubmitCommand(new RequestKey("Amend", key), invoice, caller.Caller, wait == SubmitWait.Verdict, old.Path);
        var result = Accept(await Grain(own).SubmitAsync(command, context.CancellationToken));
        await SayReplayAsync(result, context);
        return Submitted(result);
    }

    public override async Task<Wire.JudgedResponse> ProvideReference(Wire.ProvideReferenceRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var violations = new Violations();
        var read = new FieldReader(violations);
        var key = IdempotencyKey(request.IdempotencyKey, violations);
        var reference = read.Choice<Reference>("reference", (int)request.Reference);
        var value = read.Required("value", request.Value);
        violations.ThrowIfAny();
        var command = new ProvideReferenceCommand(new RequestKey("ProvideReference", key), reference, value, caller.Caller);
        return await JudgedAsync(Grain(KeyOf(request.InvoiceId, caller)).ProvideReferenceAsync(command, context.CancellationToken), context);
    }

    public override async Task<Wire.JudgedResponse> Retriage(Wire.RetriageRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var violations = new Violations();
        var key = IdempotencyKey(request.IdempotencyKey, violations);
        var reason = Reason(request.Reason, violations);
        violations.ThrowIfAny();
        var command = new RetriageCommand(new RequestKey("Retriage", key), reason, caller.Caller);
        return await JudgedAsync(Grain(KeyOf(request.InvoiceId, caller)).RetriageAsync(command, context.CancellationToken), context);
    }

    public override async Task<Wire.CancelResponse> Cancel(Wire.CancelRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var violations = new Violations();
        var key = IdempotencyKey(request.IdempotencyKey, violations);
        var reason = Reason(request.Reason, violations);
        violations.ThrowIfAny();
        var command = new CancelCommand(new RequestKey("Cancel", key), reason, caller.Caller);
        var result = Accept(await Grain(KeyOf(request.InvoiceId, caller)).CancelAsync(command, context.CancellationToken));
        await SayReplayAsync(result, context);
        return new Wire.CancelResponse
        {
            InvoiceId = IdOf(result.State!), // Accept demands it
            InvoiceStatus = (Wire.InvoiceStatus)result.State!.Status,
            CancelledAt = VerdictMapping.Time(result.AnsweredAtMicros),
        };
    }

    public override async Task<Wire.InvoiceRecord> GetInvoice(Wire.GetInvoiceRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var state = await Grain(KeyOf(request.InvoiceId, caller)).GetAsync(caller.Caller, context.CancellationToken) ?? throw Refusal.NotFound();
        return new Wire.InvoiceRecord
        {
            InvoiceId = IdOf(state),
            Invoice = InvoiceMapping.ToProto(state.Invoice),
            InvoiceStatus = (Wire.InvoiceStatus)state.Status,
            CodingStatus = (Wire.CodingStatus)state.Coding,
            PaymentStatus = (Wire.PaymentStatus)state.Payment,
            Verdict = VerdictMapping.ToProto(state.Verdict),
            ReceivedAt = VerdictMapping.Time(state.ReceivedAtMicros),
            Version = state.Seq,
            SupersedesInvoiceId = state.Supersedes is { } old ? InvoiceKey.IdPrefix + old : "",
            SupersededByInvoiceId = state.SupersededBy is { } by ? InvoiceKey.IdPrefix + by : "",
        };
    }

    public override async Task<Wire.GetHistoryResponse> GetHistory(Wire.GetHistoryRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var events = await Grain(KeyOf(request.InvoiceId, caller)).GetHistoryAsync(caller.Caller, context.CancellationToken);
        return events.IsEmpty ? throw Refusal.NotFound() : HistoryMapping.ToProto(events);
    }

    public override async Task<Wire.ListInvoicesResponse> ListInvoices(Wire.ListInvoicesRequest request, ServerCallContext context)
    {
        var caller = TokenCaller.Of(context);
        var violations = new Violations();
        var query = InvoiceListMapping.ToDomain(request, caller, violations);
        violations.ThrowIfAny();
        return InvoiceListMapping.ToProto(await index.ListAsync(query, context.CancellationToken), query, request);
    }

    private async Task<InvoiceResult> SubmitAsync(Wire.SubmitRequest request, TokenCaller caller, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        var key = IdempotencyKey(request.IdempotencyKey, violations);
        var invoice = InvoiceMapping.ToDomain(request.Invoice, "invoice", violations);
        var wait = new FieldReader(violations).Choice<SubmitWait>("wait", (int)request.Wait);
        violations.ThrowIfAny();
        RequireFacility(invoice, caller);
        var own = InvoiceKey.Create(caller.Tenant, invoice.SourceSystem, invoice.SourceInvoiceId);
        var command = new SubmitCommand(new RequestKey("Submit", key), invoice, caller.Caller, wait == SubmitWait.Verdict);
        return Accept(await Grain(own).SubmitAsync(command, cancellationToken));
    }

    private static async Task<Wire.JudgedResponse> JudgedAsync(Task<InvoiceResult> call, ServerCallContext context)
    {
        var result = Accept(await call);
        await SayReplayAsync(result, context);
        return new Wire.JudgedResponse
        {
            InvoiceId = IdOf(result.State!), // Accept demands it
            InvoiceStatus = (Wire.InvoiceStatus)result.State!.Status,
            Verdict = VerdictMapping.ToProto(result.State.Verdict),
        };
    }

    public static Wire.SubmitResponse Submitted(InvoiceResult result)
    {
        var state = result.State!; // Accept demands it
        return new Wire.SubmitResponse
        {
            InvoiceId = IdOf(state),
            ReceivedAt = VerdictMapping.Time(state.ReceivedAtMicros),
            PayloadSha256 = ByteString.CopyFrom(state.PayloadSha256.AsSpan()),
            InvoiceStatus = (Wire.InvoiceStatus)state.Status,
            Verdict = VerdictMapping.ToProto(state.Verdict),
        };
    }

    private static InvoiceResult Accept(InvoiceResult result) => result.Outcome switch
    {
        InvoiceOutcome.Done when result.State is not null => result,
        InvoiceOutcome.KeyReused => throw Refusal.Of(StatusCode.AlreadyExists, "The idempotency key was used for another request.", Refusal.Because("IDEMPOTENCY_KEY_REUSED")),
        InvoiceOutcome.InvoiceExists => throw Refusal.Of(StatusCode.AlreadyExists, "The invoice was submitted before with other content; use Amend for a correction.", Refusal.Because("INVOICE_EXISTS")),
        InvoiceOutcome.NotOpen => throw Refusal.Of(StatusCode.FailedPrecondition, "The invoice is no longer open.", Failed("STATUS", "invoice_status")),
        InvoiceOutcome.ReferenceAlreadySet => throw Refusal.Of(StatusCode.FailedPrecondition, "The invoice has another value for this reference.", Failed("REFERENCE", "reference")),
        _ => throw Refusal.NotFound(),
    };

    private static PreconditionFailure Failed(string type, string subject) =>
        new() { Violations = { new PreconditionFailure.Types.Violation { Type = type, Subject = subject, Description = "Read the invoice for its present state." } } };

    private static void RequireFacility(Invoice invoice, TokenCaller caller)
    {
        if (!caller.Caller.MaySee(invoice.Facility))
        {
            throw Refusal.Of(StatusCode.PermissionDenied, "The token's facilities do not include the invoice's.", Refusal.Because("FACILITY_OUT_OF_SCOPE"));
        }
    }

    private static string IdempotencyKey(string key, Violations violations) => new FieldReader(violations).Required("idempotency_key", key, 255);

    private static string Reason(string reason, Violations violations)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            violations.Add("reason", "is required");
        }

        return new FieldReader(violations).Text("reason", reason, 500) ?? "";
    }

    private static Task SayReplayAsync(InvoiceResult result, ServerCallContext context) =>
        result.IsReplay ? context.WriteResponseHeadersAsync(new Metadata { { ReplayHeader, "true" } }) : Task.CompletedTask;

    // What cannot be an id names no invoice.
    private static InvoiceKey KeyOf(string invoiceId, TokenCaller caller) =>
        InvoiceKey.TryParseId(caller.Tenant, invoiceId, out var key) ? key : throw Refusal.NotFound();

    private static string IdOf(InvoiceState state) => InvoiceKey.Create("-", state.Invoice.SourceSystem, state.Invoice.SourceInvoiceId).InvoiceId;

    private IInvoiceGrain Grain(InvoiceKey key) => grains.GetGrain<IInvoiceGrain>(key.ToString());
}
