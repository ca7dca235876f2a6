namespace Triage.Training.Generation;

public sealed record GeneratorOptions
{
    public int Invoices { get; init; } = 12_000;

    /// <summary>Equal seeds give equal files.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>Share of invoices that get a planted problem.</summary>
    public double ProblemRate { get; init; } = 0.06;

    public DateOnly From { get; init; } = new(2025, 1, 1);

    public int Days { get; init; } = 270;
}
