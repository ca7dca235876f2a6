using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Intake;
using Triage.Training;

namespace Triage.Cli.Evaluate;

/// <param name="TestPath"><c>null</c>: one ledger is cut.</param>
/// <param name="From">The first day to judge on; <c>null</c> where the ledgers decide.</param>
internal sealed record Split(string Path, string? TestPath, DateOnly? From, string? Mapping)
{
    // The last quarter is judged on where nobody says otherwise.
    private const double JudgedShare = 0.25;

    // A date so far from the ledger's middle is a mistake of the keyboard, and one such would move the cut.
    private const int FarYears = 10;
    private const int FarDays = FarYears * 365;

    /// <summary>All invoices that have a date that can be true, and the first day to judge on.</summary>
    /// <exception cref="TrainingException">Nothing lies before that day, or nothing after.</exception>
    public async Task<(List<Invoice> Invoices, int FromDay)> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var reading = new LedgerReading(screen, time, Mapping);
        var invoices = await DatedAsync(screen, reading, Path, cancellationToken);
        if (TestPath is null)
        {
            var (first, last) = (invoices.Min(Day), invoices.Max(Day));
            var fromDay = From?.DayNumber ?? last + 1 - (int)Math.Ceiling((last + 1 - first) * JudgedShare);
            return first < fromDay && fromDay <= last
                ? (invoices, fromDay)
                : throw new TrainingException($"{Path} has invoices of {Written(first)} to {Written(last)}: cut at {Written(fromDay)}, nothing is left {(fromDay > last ? "to judge on" : "to learn from")}.");
        }

        var judged = await DatedAsync(screen, reading, TestPath, cancellationToken);
        var (learnedUntil, judgedFrom) = (invoices.Max(Day), judged.Min(Day));
        if (judgedFrom <= learnedUntil)
        {
            throw new CliException(ExitCode.Failed, $"{TestPath} begins on {Written(judgedFrom)}, and {Path} ends on {Written(learnedUntil)}: what is judged on must come after what is learned from.");
        }

        return ([.. invoices, .. judged], judgedFrom);
    }

    public static string Written(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<List<Invoice>> DatedAsync(Screen screen, LedgerReading reading, string path, CancellationToken cancellationToken)
    {
        var invoices = await reading.ReadAsync(path, cancellationToken);
        var undated = invoices.RemoveAll(invoice => invoice.IssueDate is null);
        if (invoices.Count == 0)
        {
            throw new TrainingException($"{path} has no invoice with an issue date: nothing can be cut by time. Check --mapping.");
        }

        var middle = invoices.Select(Day).Order().ElementAt(invoices.Count / 2);
        var far = invoices.RemoveAll(invoice => Math.Abs(Day(invoice) - middle) > FarDays);
        if (undated + far > 0)
        {
            screen.Line($"{undated:#,0} invoices without an issue date and {far:#,0} dated more than {FarYears} years from the ledger's middle were left out.");
        }

        return invoices;
    }

    private static int Day(Invoice invoice) => invoice.IssueDate?.DayNumber ?? 0;
}
