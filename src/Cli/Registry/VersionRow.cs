using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>A version, in a list.</summary>
internal sealed record VersionRow(string Version, string Standing, bool WasInForce, string TrainedBy, string RegisteredBy, string RegisteredAt, long Number, int Files, long Bytes)
{
    public static VersionRow Of(ModelVersion version) => new(
        version.Version, ProtoNames.Of(version.Standing), version.WasInForce, version.TrainedBy, version.RegisteredBy, ActionRow.TimeOf(version.RegisteredAt) ?? "", version.Number,
        version.Files.Count, version.Files.Sum(file => file.Bytes));
}
