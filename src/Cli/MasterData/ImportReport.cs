using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>What became of a file: the document of `--json`.</summary>
internal sealed record ImportReport
{
    public required string Kind { get; init; }

    public string? File { get; init; }

    /// <summary>As the contract writes it: IMPORTED, UNCHANGED, WOULD_IMPORT or REFUSED.</summary>
    public required string Outcome { get; init; }

    /// <summary>In force now, or as it would be; null where the file was refused.</summary>
    public long? Version { get; init; }

    public string? Sha256 { get; init; }

    public int? Entries { get; init; }

    /// <summary>Suppliers on hold or excluded; codes that are regulated or unlisted.</summary>
    public int? Restricted { get; init; }

    public ImportChange? Change { get; init; }

    public RetriageReport? Retriage { get; init; }

    public required IReadOnlyList<ImportNote> Errors { get; init; }

    public required int ErrorCount { get; init; }

    public required IReadOnlyList<ImportNote> Warnings { get; init; }

    public required int WarningCount { get; init; }

    public static ImportReport Of(string kind, string? file, ImportResponse response) => new()
    {
        Kind = kind,
        File = file,
        Outcome = ProtoNames.Of(response.Outcome),
        Version = response.Version?.Version,
        Sha256 = response.Version is { } version ? Convert.ToHexStringLower(version.Sha256.Span) : null,
        Entries = response.Version?.Entries,
        Restricted = response.Version?.Restricted,
        Change = response.Change is { } change ? ImportChange.Of(change) : null,
        Retriage = response.Version?.Retriage is { } retriage ? RetriageReport.Of(retriage) : null,
        Errors = [.. response.Errors.Select(ImportNote.Of)],
        ErrorCount = response.ErrorCount,
        Warnings = [.. response.Warnings.Select(ImportNote.Of)],
        WarningCount = response.WarningCount,
    };

    public int ToExitCode() => Outcome == ProtoNames.Of(ImportOutcome.Refused) ? ExitCode.Failed : ExitCode.Ok;
}
