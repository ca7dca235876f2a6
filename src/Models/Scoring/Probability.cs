namespace Triage.Models.Scoring;

/// <summary>Probabilities are whole millionths before anything is decided by them: the last bits of a double decide nothing.</summary>
internal static class Probability
{
    public const int One = 1_000_000;

    public static int ToMillionths(double probability) => (int)Math.Round(Math.Clamp(probability, 0, 1) * One, MidpointRounding.AwayFromZero);
}
