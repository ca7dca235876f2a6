using System.Collections.Immutable;
using Triage.Models.MasterData;

namespace Triage.Grains.MasterData;

/// <summary>What became of a file, and what was found in it.</summary>
public sealed record ImportResult(ImportOutcome Outcome)
{
    /// <summary>Now in force, or, of a dry run, what would be; <c>null</c> where none is.</summary>
    public MasterDataVersion? Version { get; init; }

    /// <summary>Against the version in force before; <c>null</c> where the file could not be read.</summary>
    public MasterDataChange? Change { get; init; }

    /// <summary>By line, bounded.</summary>
    public ImmutableArray<MasterDataError> Errors { get; init; } = [];

    /// <summary>Of all.</summary>
    public int ErrorCount { get; init; }

    /// <summary>By line, bounded.</summary>
    public ImmutableArray<MasterDataError> Warnings { get; init; } = [];

    /// <summary>Of all.</summary>
    public int WarningCount { get; init; }
}
