namespace Triage.Training.Onnx;

/// <summary>How far two forms of one model say the same.</summary>
public sealed record ModelAgreement
{
    /// <summary>Its kind.</summary>
    public required string Model { get; init; }

    /// <summary>Rows that both were asked.</summary>
    public required long Rows { get; init; }

    /// <summary>Of log-odds.</summary>
    public required double MaxDifference { get; init; }
    public required double MeanDifference { get; init; }

    /// <summary>Bills or lines about which something was decided.</summary>
    public required long Decisions { get; init; }

    /// <summary>Of these, where the flag, the other bill, the first code or whether it is sure is another.</summary>
    public required long Changed { get; init; }
    public required double MicrosecondsARow { get; init; }

    /// <summary>Of the second form.</summary>
    public required double MicrosecondsARowOther { get; init; }
}
