using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>What was in force: the document of `--json`.</summary>
/// <param name="At">In UTC; null: now.</param>
/// <param name="ReadAs">How a time without a zone was read; null where it had one.</param>
internal sealed record InForceReport(string? At, string? ReadAs, IReadOnlyList<InForceRow> Rows)
{
    private const string Nothing = "none";
    private const string Configuration = "the service's configuration";

    public static InForceReport Of(GetInForceResponse response, string? at, string? readAs) => new(at, readAs,
    [
        response.Models is { } models
            ? new("models", models.Version, ActionRow.TimeOf(models.At) ?? "", $"{models.Actor}, {RegistryTables.Words(ProtoNames.Of(models.Kind))}", models.Number)
            : new("models", Nothing, "", "", null),
        .. response.ConfiguredModels is { } configured ? [Of("models by configuration", configured, configured.Name)] : Array.Empty<InForceRow>(),
        Of("policy", response.Policy, response.Policy is { } policy ? $"{policy.Name} ({Convert.ToHexStringLower(policy.Sha256.Span)[..12]}…)" : Nothing),
        Of("gate", response.Gate, response.Gate is { } gate ? $"version {gate.Name}" : Nothing),
    ]);

    private static InForceRow Of(string what, ConfiguredEntry? entry, string name) =>
        new(what, name, ActionRow.TimeOf(entry?.Since) ?? "", entry is null ? "" : Configuration, null) { Sha256 = entry?.Sha256 is { Length: > 0 } sha256 ? Convert.ToHexStringLower(sha256.Span) : null };
}

/// <param name="Number">Of the registry's action that put it in force.</param>
internal sealed record InForceRow(string What, string Name, string Since, string By, long? Number)
{
    public string? Sha256 { get; init; }
}
