using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Output;
using Triage.Models.Intake;
using Triage.Training;

namespace Triage.Cli.Train;

internal sealed class LedgerSource(Split split) : ITrainingSource
{
    // Bills may be dated ahead of their receipt, but not by more.
    private const int DaysAheadMax = 31;

    public string Name => Path.GetFileName(split.Path);

    public async Task<TrainingInput> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var (invoices, fromDay) = await split.ReadAsync(screen, time, cancellationToken);
        Check(invoices, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return new(invoices, null, fromDay);
    }

    /// <exception cref="TrainingException">Some have not happened yet.</exception>
    internal static void Check(IReadOnlyCollection<Invoice> invoices, DateOnly today)
    {
        if (invoices.Where(invoice => invoice.IssueDate > today.AddDays(DaysAheadMax)).ToArray() is { Length: > 0 } ahead)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{ahead.Length:#,0} invoices are dated more than {DaysAheadMax} days after {today:yyyy-MM-dd}, up to {ahead.Max(invoice => invoice.IssueDate):yyyy-MM-dd} (such as {ahead[0].SourceInvoiceId}): what has not happened teaches nothing. Correct or remove them, or check the mapping's date_format."));
        }
    }
}
