using Triage.Cli.Bench.Plan;

namespace Triage.Cli.Bench;

/// <summary>One run as both sides saw it.</summary>
/// <param name="Load">The generator's report.</param>
/// <param name="Period">What the server counted in the measured period.</param>
/// <param name="DatabaseCpuSeconds">Of PostgreSQL's processes in the same period; 0 where there are none.</param>
internal sealed record Measured(LoadReport Load, ServerCounts Period, double DatabaseCpuSeconds)
{
    public double PerSecond => Load.PerSecond;

    /// <summary>Processor time an invoice, the database's included.</summary>
    public double CpuMicros => (Period.CpuSeconds + DatabaseCpuSeconds) * 1e6 / Period.Answered;

    public double DatabaseCpuMicros => DatabaseCpuSeconds * 1e6 / Period.Answered;

    public double CommitsPerAnswer => Period.Commits / Period.Answered;
}
