using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Intake;

namespace Triage.Cli.Evaluate;

/// <param name="TestPath"><c>null</c>: one ledger is cut.</param>
/// <param name="From">The first day to judge on; <c>null</c> where the ledgers decide.</param>
internal sealed record Split(string Path, string? TestPath, DateOnly? From, string? Mapping)
{
    // The last quarter is judged on where nobody says otherwise.
    private const double JudgedShare = 0.25;

    /// <summary>All invoices that have a date, and the first day to judge on.</summary>
    public async Task<(List<Invoice> Invoices, int FromDay)> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var reading = new LedgerReading(screen, time, Mapping);
        var invoices = await DatedAsync(reading, Path, cancellationToken);
        if (TestPath is null)
        {
            var (first, last) = (invoices.Min(Day), invoices.Max(Day));
            return (invoices, From?.DayNumber ?? last + 1 - (int)Math.Ceiling((last + 1 - first) * JudgedShare));
        }

        var judged = await DatedAsync(reading, TestPath, cancellationToken);
        var (learnedUntil, judgedFrom) = (invoices.Max(Day), judged.Min(Day));
        if (judgedFrom <= learnedUntil)
        {
            throw new CliException(ExitCode.Failed, $"{TestPath} begins on {Written(judgedFrom)}, and {Path} ends on {Written(learnedUntil)}: what is judged on must come after what is learned from.");
        }

        return ([.. invoices, .. judged], judgedFrom);
    }

    public static string Written(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<List<Invoice>> DatedAsync(LedgerReading reading, string path, CancellationToken cancellationToken)
    {
        var invoices = await reading.ReadAsync(path, cancellationToken);
        invoices.RemoveAll(invoice => invoice.IssueDate is null);
        return invoices.Count > 0 ? invoices : throw new CliException(ExitCode.Failed, $"{path} has no invoice with an issue date: nothing can be cut by time. Check --mapping.");
    }

    private static int Day(Invoice invoice) => invoice.IssueDate?.DayNumber ?? 0;
}
