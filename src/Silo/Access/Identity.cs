using System.Collections.Immutable;
using Grpc.Core;
using Triage.Grains.Invoices;
using Triage.Silo.Errors;

namespace Triage.Silo.Access;

/// <summary>Who calls, as the token says. Tenant and facilities come from here and never from a message.</summary>
internal sealed record Identity(string Tenant, Caller Caller, ImmutableArray<string> Roles)
{
    private static readonly object Key = new();

    /// <summary>When the token ends; a call that lasts ends with it.</summary>
    public DateTimeOffset GoodUntil { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Of a call that <see cref="AccessGate"/> let in; no other reaches a service.</summary>
    public static Identity Of(ServerCallContext context) => Of(context.GetHttpContext()) ?? throw new InvalidOperationException("The call came past the gate.");

    /// <summary>For what is the whole tenant's: only for those who see the whole tenant.</summary>
    /// <param name="why">A sentence that says what belongs to every facility.</param>
    public static Identity OfEveryFacility(ServerCallContext context, string why) => Of(context) is { Caller.Facilities: null } identity
        ? identity
        : throw RpcErrors.PermissionDenied(ErrorReason.FacilityNotAllowed, why);

    /// <summary>Nothing is granted by silence: who sees no facility sees nothing of the tenant.</summary>
    public static Identity OfAnyFacility(ServerCallContext context) => Of(context) is { Caller.Facilities: not { IsEmpty: true } } identity
        ? identity
        : throw RpcErrors.PermissionDenied(ErrorReason.FacilityNotAllowed, "The token allows no facility.");

    /// <summary><c>null</c>: anonymous.</summary>
    public static Identity? Of(HttpContext context) => context.Items[Key] as Identity;

    public void AttachTo(HttpContext context) => context.Items[Key] = this;
}
