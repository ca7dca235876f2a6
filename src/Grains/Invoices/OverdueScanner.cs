using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triage.Models.History;
using Triage.Models.Intake;

namespace Triage.Grains.Invoices;

/// <summary>
/// Finds what a crash left undone, holds whose deadline passed and hosts that did not report in time, and nudges their grains. The rows
/// decide what is due; losing this scanner for a while delays, it never loses.
/// </summary>
internal sealed partial class OverdueScanner(
    IWaitingIndex waiting, IGrainFactory grains, TimeProvider time, InvoiceMetrics metrics, ILogger<OverdueScanner> logger) : BackgroundService
{
    private const int InvoicesPerScanMax = 1000;
    private const int WakesMax = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WakeTimeout = TimeSpan.FromSeconds(30);

    private readonly FailedWakes _failed = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // A full scan means that more waits: go on without a pause, unless some could not be finished.
                while (await ScanAsync(stoppingToken) == InvoicesPerScanMax)
                {
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                ScanFailed(failure);
            }
        }
    }

    /// <returns>How many were finished.</returns>
    internal async Task<int> ScanAsync(CancellationToken cancellationToken)
    {
        var found = await waiting.OverdueAsync(InvoicesPerScanMax + _failed.Count, cancellationToken);
        var overdue = _failed.MayBeTried(found, InvoicesPerScanMax);
        if (overdue.IsEmpty)
        {
            return 0;
        }

        var finished = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = WakesMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(overdue, options, async (key, token) =>
        {
            if (await WakeAsync(key, token))
            {
                Interlocked.Increment(ref finished);
            }
        });
        metrics.OnWoken(overdue.Length);
        return finished;
    }

    private async ValueTask<bool> WakeAsync(InvoiceKey key, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetInvoice(key).FinishAsync(cancellationToken).WaitAsync(WakeTimeout, time, cancellationToken);
            _failed.Finished(key);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _failed.Failed(key);
            WakeFailed(failure, key);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Scan for overdue invoices failed; the next one follows.")]
    private partial void ScanFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overdue invoice {Invoice} could not be finished; a later scan tries again.")]
    private partial void WakeFailed(Exception failure, InvoiceKey invoice);
}
