using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>One thing that was done with a version.</summary>
internal sealed record ActionRow(long Number, string Kind, string Version, string? InForce, string Actor, string Reason, string? At)
{
    public static ActionRow Of(RegistryAction action) => new(
        action.Number, ProtoNames.Of(action.Kind), action.Version, action.InForceAfter.Length == 0 ? null : action.InForceAfter, action.Actor, action.Reason, TimeOf(action.At));

    public static string? TimeOf(Timestamp? at) => at?.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
