namespace Triage.Grains.Tests.Faults;

/// <summary>What happens between a failed request and its retry.</summary>
public enum Recovery
{
    SameActivation = 1,
    NewActivation = 2,

    /// <summary>The process ended, and the scanner of the next one comes before the caller does.</summary>
    ScannerFirst = 3,
}
