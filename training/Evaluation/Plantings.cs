namespace Triage.Training.Evaluation;

/// <summary>How often one history must be planted anew, so that its last month has what calibration needs.</summary>
internal static class Plantings
{
    /// <param name="bills">Of the month.</param>
    /// <param name="share">Of them, how many one planting changes or adds.</param>
    /// <param name="needed">All plantings together have twice as many: not all can be found.</param>
    public static int For(int bills, double share, int needed, int least, int most) =>
        Math.Clamp((int)Math.Ceiling(2 * needed / Math.Max(1, share * bills)), least, most);
}
