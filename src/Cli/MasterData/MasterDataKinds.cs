using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>Kinds as people type them.</summary>
internal static class MasterDataKinds
{
    public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<MasterDataKind>().Where(kind => kind != MasterDataKind.Unspecified).Select(Name)];

    public static string Name(MasterDataKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Unspecified for anything else.</summary>
    public static MasterDataKind Of(string name) => Enum.GetValues<MasterDataKind>().FirstOrDefault(kind => Name(kind) == name);
}
