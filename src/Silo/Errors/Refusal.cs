using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>Errors as the contract promises them: a status with machine-readable details.</summary>
internal static class Refusal
{
    public const string Domain = "triage.v1";
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public static RpcException Of(StatusCode code, string message, params IEnumerable<IMessage> details) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } }.ToRpcException();

    public static IMessage Because(string reason) => new ErrorInfo { Domain = Domain, Reason = reason };

    public static IMessage RetryLater() => new RetryInfo { RetryDelay = Duration.FromTimeSpan(RetryDelay) };

    public static RpcException NotFound() => Of(StatusCode.NotFound, "There is no such invoice.");
}
