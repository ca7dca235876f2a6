namespace Triage.Training.Duplicates;

/// <summary>How a planted bill comes a second time. The names are those of truth files, in snake case.</summary>
public enum CopyKind
{
    RekeyedDigit,
    OcrConfusion,
    MovedDate,
    Alias,
    OtherFacility,
    Split,
    ReScan,
}
