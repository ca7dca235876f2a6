using System.Collections.Immutable;

namespace Triage.Models.MasterData;

/// <summary>Either a file's content or everything that is wrong with it.</summary>
public abstract record MasterDataReading
{
    private MasterDataReading()
    {
    }

    /// <param name="Rows">Below the header, empty ones aside.</param>
    /// <param name="Warnings">Odd but usable; bounded as errors are.</param>
    public sealed record Read(MasterDataContent Content, int Rows, ImmutableArray<MasterDataError> Warnings, int WarningCount) : MasterDataReading;

    /// <param name="Errors">By line, at most <see cref="MasterDataErrors.ListedMax"/>.</param>
    /// <param name="ErrorCount">Of all.</param>
    public sealed record Refused(ImmutableArray<MasterDataError> Errors, int ErrorCount) : MasterDataReading;
}
