using System.Collections.Immutable;
using Grpc.Core;
using Triage.Grains.Invoices;

namespace Triage.Silo.Access;

/// <summary>Who calls, as the token says. Tenant and facilities come from here and never from a message.</summary>
internal sealed record Identity(string Tenant, Caller Caller, ImmutableArray<string> Roles)
{
    private static readonly object Key = new();

    public static Identity Of(ServerCallContext context) => (Identity)context.UserState[Key];

    public void AttachTo(ServerCallContext context) => context.UserState[Key] = this;
}
