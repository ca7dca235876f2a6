using Grpc.Core;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>What the caller learns of the target by one call.</summary>
/// <param name="Text">As the page says it.</param>
/// <param name="Status">The whole refusal; <c>null</c> where there was none.</param>
internal sealed record WalkAnswer(string Text, Google.Rpc.Status? Status = null)
{
    public static readonly WalkAnswer Allowed = new("allowed");

    /// <summary>The call is answered as if the target were not there.</summary>
    public static readonly WalkAnswer Filtered = new("filtered");

    public static WalkAnswer Refused(Google.Rpc.Status status) => new(
        (StatusCode)status.Code switch
        {
            StatusCode.NotFound => "not found",
            StatusCode.PermissionDenied => "denied",
            StatusCode.Unauthenticated => "unauthenticated",
            var unexpected => $"{unexpected}: {status.Message}",
        },
        status);
}
