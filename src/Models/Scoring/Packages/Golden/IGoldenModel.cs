using System.Collections.Immutable;

namespace Triage.Models.Scoring.Packages.Golden;

/// <summary>A model as golden cases ask it: with features that were made before.</summary>
public interface IGoldenModel
{
    /// <summary>Features a row.</summary>
    int Columns { get; }

    /// <summary>Rows a case.</summary>
    int RowsMax { get; }

    /// <returns>The score of each row, then what they are calibrated to.</returns>
    ImmutableArray<double> Answer(ReadOnlySpan<float> rows);

    /// <summary>What people call one number of an answer on so many rows.</summary>
    string NameOf(int at, int rows);
}
