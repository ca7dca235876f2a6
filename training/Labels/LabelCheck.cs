using System.Globalization;
using Triage.Models.Clock;

namespace Triage.Training.Labels;

/// <summary>Whether anything can be learned from what a store knows, before hours are spent on it.</summary>
public static class LabelCheck
{
    /// <summary>Calibration alone needs as many.</summary>
    public const int LinesMin = 500;

    // Clocks differ, but not by more.
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(1);

    /// <param name="judgedFromDay">The first day to judge on; <c>null</c>: nothing is judged.</param>
    /// <exception cref="TrainingException">What is missing, and what brings it.</exception>
    public static void Check(StoredHistory history, DateTimeOffset now, int? judgedFromDay)
    {
        var latest = StoreTime.ToMicros(now + AheadMax);
        if (history.Labels.All.Where(label => label.ArrivedAtMicros > latest).ToArray() is [var first, ..] ahead)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{ahead.Length:#,0} labels are stamped in the future, such as that of {first.InvoiceId} at {StoreTime.FromMicros(first.ArrivedAtMicros):yyyy-MM-dd HH:mm} UTC. The clock of the store or of this machine is wrong; or cut them off with --until."));
        }

        var labelled = history.Bills.Where(bill => history.Labels.Of(bill) is not null).ToArray();
        var codes = labelled.SelectMany(bill => bill.Lines).Select(line => line.AccountCode).OfType<string>().ToArray();
        if (codes.Length < LinesMin)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"The store has {history.Bills.Length:#,0} judged invoices of tenant {history.Tenant}, of which {labelled.Length:#,0} were posted or had their codes confirmed, with {codes.Length:#,0} coded lines in them; coding needs {LinesMin}.")
                + " Codes are learned from invoices that come in with them and are then reported as posted, or their coding as confirmed (docs/lifecycle.md). Reviewers' own answers are not kept yet. Train on a --ledger until then, or other models with --model.");
        }

        if (codes.Distinct(StringComparer.Ordinal).Take(2).ToArray() is [var only])
        {
            throw new TrainingException($"All {codes.Length} coded lines that were posted or confirmed have the code {only}: one side alone teaches nothing. Wait for others, or train on a --ledger.");
        }

        if (judgedFromDay is { } day && KnownBefore(day, history) is < LinesMin and var lines)
        {
            var arrived = history.Labels.All.Select(label => label.ArrivedAtMicros).Order().ToArray();
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"To judge from {DateOnly.FromDayNumber(day):yyyy-MM-dd} on, coding must have been learnable before: {lines:#,0} coded lines had a label by then, and {LinesMin} are needed. The store's labels arrived from {StoreTime.FromMicros(arrived[0]):yyyy-MM-dd} to {StoreTime.FromMicros(arrived[^1]):yyyy-MM-dd}.")
                + " Name a later day with --from, or give --without-evaluation where a past was brought in at once.");
        }
    }

    private static int KnownBefore(int day, StoredHistory history) =>
        LabelledBills.KnownOn(day, history.Bills.Where(bill => bill.IssueDate?.DayNumber < day), history.Labels).Sum(bill => bill.Lines.Count(line => line.AccountCode is not null));
}
