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

    // Of what is judged, so many may be dated among what is learned from: a date that was keyed wrong, not two files in the wrong order.
    private const double EarlyShareMax = 0.01;

    /// <summary>All invoices that have a date that can be true, and the first day to judge on.</summary>
    /// <exception cref="TrainingException">Nothing lies before that day, or nothing after.</exception>
    public async Task<(List<Invoice> Invoices, int FromDay)> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        if (TestPath is null)
        {
            var (earlier, later, fromDay) = await CutAsync(screen, time, Day, cancellationToken);
            return ([.. earlier, .. later], fromDay);
        }

        var reading = new LedgerReading(screen, time, Mapping);
        var learned = await DatedAsync(screen, reading, Path, cancellationToken);
        var judged = await DatedAsync(screen, reading, TestPath, cancellationToken);
        var (learnedUntil, judgedFrom) = (learned.Max(Day), judged.Min(Day));
        return judgedFrom > learnedUntil
            ? ([.. learned, .. judged], learnedUntil + 1) // thresholds are chosen on the month before, which a gap would leave empty
            : throw new CliException(ExitCode.Failed, $"{TestPath} begins on {Written(judgedFrom)}, and {Path} ends on {Written(learnedUntil)}: what is judged on must come after what is learned from.");
    }

    /// <summary>
    /// What is learned from and what is judged apart. Of two ledgers the second is judged whole, because copies carry dates that are wrong or
    /// none; the first day to judge on is then the one after the first ledger's last.
    /// </summary>
    /// <exception cref="TrainingException">One of the two is empty, or the second does not come after the first.</exception>
    public async Task<(List<Invoice> Learned, List<Invoice> Judged, int FromDay)> ReadApartAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        if (TestPath is null)
        {
            return await CutAsync(screen, time, ReceivedDay, cancellationToken);
        }

        var reading = new LedgerReading(screen, time, Mapping);
        var learned = await DatedAsync(screen, reading, Path, cancellationToken);
        var judged = await reading.ReadAsync(TestPath, cancellationToken);
        var learnedUntil = learned.Max(Day);
        var early = judged.Count(invoice => invoice.IssueDate is not null && Day(invoice) <= learnedUntil);
        if (judged.Count == 0 || early > EarlyShareMax * judged.Count)
        {
            throw new TrainingException(judged.Count == 0
                ? $"{TestPath} has no invoice that can be read: there is nothing to judge on. Check --mapping."
                : $"{early:#,0} of {judged.Count:#,0} invoices of {TestPath} are dated {Written(learnedUntil)} or before, when {Path} ends: what is judged on must come after what is learned from.");
        }

        if (early > 0)
        {
            screen.Line($"{early:#,0} invoices to be judged are dated before the first day after {Path}; they count as received on it.");
        }

        return (learned, judged, learnedUntil + 1);
    }

    public static string Written(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The first day to judge on: the one that was asked for, or that of the last quarter.</summary>
    /// <param name="what">What the invoices are of, for a message.</param>
    /// <exception cref="TrainingException">Nothing lies before that day, or nothing after.</exception>
    public static int JudgedFrom(IReadOnlyCollection<Invoice> invoices, DateOnly? from, string what)
    {
        var (first, last) = (invoices.Min(Day), invoices.Max(Day));
        var fromDay = from?.DayNumber ?? last + 1 - (int)Math.Ceiling((last + 1 - first) * JudgedShare);
        return first < fromDay && fromDay <= last
            ? fromDay
            : throw new TrainingException($"{what} has invoices of {Written(first)} to {Written(last)}: cut at {Written(fromDay)}, nothing is left {(fromDay > last ? "to judge on" : "to learn from")}.");
    }

    /// <summary>Those that have a date that can be true.</summary>
    public static List<Invoice> Dated(Screen screen, List<Invoice> invoices)
    {
        var undated = invoices.RemoveAll(invoice => invoice.IssueDate is null);
        if (invoices.Count == 0)
        {
            return invoices;
        }

        var middle = invoices.Select(Day).Order().ElementAt(invoices.Count / 2);
        var far = invoices.RemoveAll(invoice => Math.Abs(Day(invoice) - middle) > FarDays);
        if (undated + far > 0)
        {
            screen.Line($"{undated:#,0} invoices without an issue date and {far:#,0} dated more than {FarYears} years from the middle of all were left out.");
        }

        return invoices;
    }

    /// <summary>One ledger, cut where the judged days begin.</summary>
    /// <param name="day">Of an invoice, that says on which side it lies.</param>
    private async Task<(List<Invoice> Earlier, List<Invoice> Later, int FromDay)> CutAsync(Screen screen, TimeProvider time, Func<Invoice, int> day, CancellationToken cancellationToken)
    {
        var invoices = await DatedAsync(screen, new(screen, time, Mapping), Path, cancellationToken);
        var fromDay = JudgedFrom(invoices, From, Path);
        return ([.. invoices.Where(invoice => day(invoice) < fromDay)], [.. invoices.Where(invoice => day(invoice) >= fromDay)], fromDay);
    }

    private static async Task<List<Invoice>> DatedAsync(Screen screen, LedgerReading reading, string path, CancellationToken cancellationToken) =>
        Dated(screen, await reading.ReadAsync(path, cancellationToken)) is { Count: > 0 } invoices
            ? invoices
            : throw new TrainingException($"{path} has no invoice with an issue date: nothing can be cut by time. Check --mapping.");

    /// <summary>A copy's own date may be wrong; what came later was not known before.</summary>
    private static int ReceivedDay(Invoice invoice) => (invoice.ReceiptDate ?? invoice.IssueDate)?.DayNumber ?? 0;

    private static int Day(Invoice invoice) => invoice.IssueDate?.DayNumber ?? 0;
}
