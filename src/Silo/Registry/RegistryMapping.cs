using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Triage.Grains.Registry;
using Triage.Models.Registry;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Registry;

internal static class RegistryMapping
{
    /// <summary>The same for what is absent and for what belongs to others.</summary>
    public const string NoVersion = "There is no such version.";

    // Details travel in a trailer, and common clients refuse trailers above 8 KB.
    private const int RefusalsListedMax = 20;

    public static Proto.RegistryResponse ToProtoOrThrow(this RegistryResult result) => result.Kind switch
    {
        RegistryResultKind.NotFound => throw RpcErrors.NotFound(NoVersion),
        RegistryResultKind.Overtaken => throw RpcErrors.Aborted(
            ErrorReason.RegistryMovedOn,
            $"Another action came first, and nothing was done. In force is {result.Current.InForce ?? "no version"}, by action {result.Current.Number}.",
            result.Current.Number),
        RegistryResultKind.Refused => throw Refusal(result.Refusals),
        RegistryResultKind.KeyReused => throw RpcErrors.AlreadyExists(ErrorReason.IdempotencyKeyReused, "The idempotency key was used for another request."),
        RegistryResultKind.OtherBytes => throw RpcErrors.AlreadyExists(
            ErrorReason.ModelVersionExists, "The version is registered with other bytes, and a version never changes. Train again, which gives another version."),
        RegistryResultKind.OtherTenant => throw RpcErrors.PermissionDenied(
            ErrorReason.ModelOfAnotherTenant, "The package was trained on another tenant's invoices. Train it on this tenant's own (./triage train --tenant)."),
        RegistryResultKind.Rejected => throw Rejected(result),
        _ => new Proto.RegistryResponse
        {
            Outcome = result.Kind == RegistryResultKind.Replayed ? Proto.RegistryOutcome.Done : (Proto.RegistryOutcome)result.Kind,
            Action = result.Action?.ToProto(),
            InForce = result.Current.InForce ?? "",
            Shadow = result.Current.Shadow ?? "",
            Number = result.Current.Number,
        },
    };

    public static Proto.RegistryAction ToProto(this RegistryAction action) => new()
    {
        Number = action.Number,
        Kind = (Proto.RegistryActionKind)action.Kind,
        Version = action.Version,
        InForceBefore = action.InForceBefore ?? "",
        InForceAfter = action.InForceAfter ?? "",
        ShadowAfter = action.ShadowAfter ?? "",
        Actor = action.Actor,
        Reason = action.Reason,
        At = action.AtMicros == 0 ? null : Times.ToProto(action.AtMicros),
    };

    public static Proto.ModelVersion ToProto(this ModelVersion version, RegistryState state) => new()
    {
        Version = version.Version,
        Standing = (Proto.ModelStanding)state.StandingOf(version.Version),
        WasInForce = state.WasInForce(version.Version),
        TrainedBy = version.TrainedBy,
        RegisteredBy = version.RegisteredBy,
        RegisteredAt = Times.ToProto(version.RegisteredAtMicros),
        Number = NumberOf(version, state),
        Files = { version.Files.Select(file => new Proto.ModelFile { Name = file.Name, Kind = file.Kind, Sha256 = ByteString.CopyFrom(file.Sha256.AsSpan()), Bytes = file.Bytes }) },
    };

    /// <summary><c>null</c>: there was none.</summary>
    public static Proto.ConfiguredEntry? ToProto(this ImmutableArray<ConfiguredEntry> entries, ConfiguredKind kind) =>
        entries.FirstOrDefault(entry => entry.Kind == kind) is { Name.Length: > 0 } entry
            ? new() { Name = entry.Name, Sha256 = ByteString.CopyFrom(entry.Sha256.AsSpan()), Since = Times.ToProto(entry.AtMicros) }
            : null;

    /// <summary>Of the action that registered it.</summary>
    public static long NumberOf(ModelVersion version, RegistryState state) =>
        state.Actions.FirstOrDefault(action => action.Kind == RegistryActionKind.Registered && action.Version == version.Version)?.Number ?? 0;

    private static RpcException Refusal(ImmutableArray<RegistryRefusal> refusals)
    {
        var message = refusals.Length == 1 ? refusals[0].Description
            : $"{refusals.Length} things speak against it{(refusals.Length > RefusalsListedMax ? $"; the first {RefusalsListedMax} are listed" : "")}.";
        return RpcErrors.FailedPrecondition(message, refusals.Take(RefusalsListedMax).Select(refusal => (refusal.Type, refusal.Subject, refusal.Description)));
    }

    private static RpcException Rejected(RegistryResult result)
    {
        var (file, problem) = result.Broken ?? throw new InvalidOperationException("What is rejected has a reason.");
        return RpcErrors.Of(Google.Rpc.Code.InvalidArgument, problem, new Google.Rpc.BadRequest
        {
            FieldViolations = { new Google.Rpc.BadRequest.Types.FieldViolation { Field = file, Description = problem } },
        });
    }
}
