using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Triage.Silo.Errors;

/// <summary>The answers of RELIABILITY's table, each made in one place. Texts never carry a caller's values.</summary>
internal static class RpcErrors
{
    public const string Domain = "triage";
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>One text for what is absent and for what belongs to others: the difference must not show.</summary>
    public const string NotFoundText = "There is no such invoice.";

    public static RpcException NotFound(string message) => Of(Code.NotFound, message);

    public static RpcException NotFound() => Of(Code.NotFound, NotFoundText);

    public static RpcException Unauthenticated(string reason, string message) => Of(Code.Unauthenticated, message, Info(reason));

    public static RpcException PermissionDenied(string reason, string message) => Of(Code.PermissionDenied, message, Info(reason));

    public static RpcException AlreadyExists(string reason, string message) => Of(Code.AlreadyExists, message, Info(reason));

    /// <param name="version">What it is now: the caller's was another.</param>
    public static RpcException Aborted(string reason, string message, long version)
    {
        var info = Info(reason);
        info.Metadata["current_version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(Code.Aborted, message, info);
    }

    public static RpcException DataLoss(string reason, string message) => Of(Code.DataLoss, message, Info(reason));

    public static RpcException FailedPrecondition(string type, string subject, string message) => Of(Code.FailedPrecondition, message, new PreconditionFailure
    {
        Violations = { new PreconditionFailure.Types.Violation { Type = type, Subject = subject, Description = message } },
    });

    /// <summary>For all reasons at once.</summary>
    public static RpcException FailedPrecondition(string message, IEnumerable<(string Type, string Subject, string Description)> violations)
    {
        var failure = new PreconditionFailure();
        failure.Violations.AddRange(violations.Select(violation => new PreconditionFailure.Types.Violation { Type = violation.Type, Subject = violation.Subject, Description = violation.Description }));
        return Of(Code.FailedPrecondition, message, failure);
    }

    public static RpcException ResourceExhausted(string subject, string message) => Of(
        Code.ResourceExhausted,
        message,
        new QuotaFailure { Violations = { new QuotaFailure.Types.Violation { Subject = subject, Description = message } } },
        Retry());

    public static RpcException Unavailable(string message) => Of(Code.Unavailable, message, Retry());

    public static RpcException Of(Code code, string message, params ReadOnlySpan<IMessage> details)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        foreach (var detail in details)
        {
            status.Details.Add(Any.Pack(detail));
        }

        return status.ToRpcException();
    }

    public static ErrorInfo Info(string reason, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var info = new ErrorInfo { Reason = reason, Domain = Domain };
        foreach (var (key, value) in metadata)
        {
            info.Metadata.Add(key, value);
        }

        return info;
    }

    public static RetryInfo Retry() => new() { RetryDelay = Duration.FromTimeSpan(RetryDelay) };
}
