using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Payloads;
using Triage.Models.Registry;

namespace Triage.Silo.Errors;

/// <summary>Which answer an exception becomes; the same for a call and for an item of a stream.</summary>
internal sealed class ErrorMapping(TimeProvider time)
{
    public RpcException ToRpcException(Exception exception, ServerCallContext context) => exception switch
    {
        // Our own answers never carry these two codes, so the framework met a frame or message that it could not read.
        RpcException { StatusCode: StatusCode.Internal or StatusCode.Unknown } => Unreadable(),
        RpcException answer => answer,
        InvalidProtocolBufferException => Unreadable(),
        OperationCanceledException when context.CancellationToken.IsCancellationRequested => Ended(context),
        StoreRefusedException => RpcErrors.PermissionDenied(ErrorReason.TenantNotServed, "This service does not serve the token's tenant."),
        PayloadDamagedException => RpcErrors.DataLoss(ErrorReason.HistoryDamaged, "What is stored of the invoice is damaged; a retry will not help."),
        ModelFileDamagedException damaged => RpcErrors.DataLoss(ErrorReason.ModelFileDamaged, damaged.Message),
        StoreUnavailableException or StaleActivationException or TimeoutException or OrleansException or OperationCanceledException =>
            RpcErrors.Unavailable("The outcome may be unknown; the same idempotency key is safe to retry."),

        // A client that goes away breaks the pipe under a reader.
        IOException when context.CancellationToken.IsCancellationRequested => Ended(context),
        _ => RpcErrors.Of(Code.Internal, "Something went wrong here."),
    };

    public static RpcException Unreadable() => RpcErrors.Of(Code.InvalidArgument, "The request could not be read.");

    private RpcException Ended(ServerCallContext context) => context.Deadline <= time.GetUtcNow().UtcDateTime
        ? RpcErrors.Of(Code.DeadlineExceeded, "The deadline passed; the same idempotency key is safe to retry.")
        : RpcErrors.Of(Code.Cancelled, "The call was cancelled; the same idempotency key is safe to retry.");
}
