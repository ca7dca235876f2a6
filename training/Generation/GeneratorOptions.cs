namespace Triage.Training.Generation;

public sealed record GeneratorOptions
{
    private const int HistoryInvoices = 12_000;
    private const int HistoryDays = 270;

    // More than anybody's numbers run in such a history, so that none of them comes again.
    private const int HistoryNumbersBehind = 40_000;

    public int Invoices { get; init; } = 12_000;

    /// <summary>Equal seeds give equal files.</summary>
    public ulong Seed { get; init; } = 7;

    /// <summary>Share of invoices that get a planted problem.</summary>
    public double ProblemRate { get; init; } = 0.06;

    /// <summary>Share of invoices whose lines come without an account code.</summary>
    public double UncodedShare { get; init; } = 0.1;

    public DateOnly From { get; init; } = new(2025, 1, 1);

    public int Days { get; init; } = 270;

    /// <summary>Of whom bills; <c>null</c>: as <see cref="Seed"/> and <see cref="Invoices"/> say.</summary>
    internal (ulong Seed, int Invoices)? Suppliers { get; init; }

    /// <summary>How far every supplier's running number stands behind its own.</summary>
    internal int NumbersBehind { get; init; }

    /// <summary>What the same suppliers sent in the months before: in order, coded, and with nothing planted.</summary>
    public GeneratorOptions HistoryBefore() => this with
    {
        Invoices = HistoryInvoices,
        Seed = Seed ^ 0x5EED,
        ProblemRate = 0,
        UncodedShare = 0,
        From = From.AddDays(-HistoryDays),
        Days = HistoryDays,
        Suppliers = (Seed, Invoices),
        NumbersBehind = HistoryNumbersBehind,
    };
}
