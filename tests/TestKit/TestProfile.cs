namespace Triage.TestKit;

/// <summary>How much time a run has: fault loops are short unless TRIAGE_LONG is 1.</summary>
public static class TestProfile
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TRIAGE_LONG") == "1";

    public static int Times(int quick, int whole) => IsLong ? whole : quick;
}
