using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triage.Grains.MasterData;
using Triage.Models.History;
using Triage.Models.MasterData;

namespace Triage.Grains.Invoices;

/// <summary>
/// After a new version of master data, asks the open invoices that it may touch to look at themselves again. Rows say
/// how far it is: another process goes on after a crash, and what is asked twice answers twice the same.
/// </summary>
internal sealed partial class RetriageScanner(
    IRetriageWorkList works,
    IOpenInvoiceIndex invoices,
    IMasterDataArchive archive,
    IGrainFactory grains,
    IOptions<MasterDataOptions> options,
    TimeProvider time,
    MasterDataMetrics metrics,
    ILogger<RetriageScanner> logger) : BackgroundService
{
    private const int VisitsMax = 16;
    private const int PageMax = 500;
    private const int PageSecondsMax = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan VisitTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Invoices between two writes of the cursor: those of a few seconds at most.</summary>
    internal int PageSize { get; init; } = Math.Clamp(options.Value.RetriagesPerSecondMax * PageSecondsMax, 1, PageMax);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                metrics.OnOpenCounted(await works.CountAsync(stoppingToken));
                while (await WorkAsync(stoppingToken))
                {
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                ScanFailed(failure);
            }
        }
    }

    /// <returns>Whether there was work and it came to its end.</returns>
    internal async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        if (await works.TakeAsync(LeaseTime, options.Value.SettleTime, cancellationToken) is not { } work)
        {
            return false;
        }

        try
        {
            var touch = await TouchAsync(work, cancellationToken);
            while (!work.Progress.IsDone)
            {
                var began = time.GetTimestamp();
                var (next, visited) = await PageAsync(work, touch, cancellationToken);
                if (!await works.AdvanceAsync(work, next.Cursor, next.Progress, LeaseTime, cancellationToken))
                {
                    return false; // another process went on
                }

                work = next;
                await PaceAsync(visited, time.GetElapsedTime(began), cancellationToken);
            }

            return true;
        }
        catch
        {
            // Else nobody goes on before the lease ends. What was not advanced is asked again.
            await works.GiveBackAsync(work, CancellationToken.None);
            throw;
        }
    }

    private async Task<(RetriageWork Next, int Visited)> PageAsync(RetriageWork work, MasterDataTouch touch, CancellationToken cancellationToken)
    {
        var page = await invoices.OpenAfterAsync(work.Tenant, work.Cursor, PageSize, cancellationToken);
        OpenInvoice[] touched = [.. page.Where(invoice => touch.May(invoice.SupplierHash, invoice.Facility))];
        var (retriaged, failed) = (0, 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = VisitsMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(touched, parallel, async (invoice, token) =>
        {
            switch (await VisitAsync(invoice, work, token))
            {
                case true:
                    Interlocked.Increment(ref retriaged);
                    break;
                case null:
                    Interlocked.Increment(ref failed);
                    break;
            }
        });
        metrics.OnVisited(touched.Length);
        metrics.OnRetriaged(retriaged);
        metrics.OnFailed(failed);
        var progress = new RetriageProgress(
            work.Progress.Visited + touched.Length, work.Progress.Retriaged + retriaged, work.Progress.Failed + failed, IsDone: page.Length < PageSize);
        return (work with { Cursor = page.IsEmpty ? work.Cursor : page[^1].Key.Path, Progress = progress }, touched.Length);
    }

    /// <returns>Whether it was judged again; <c>null</c>: it cannot be, now or later.</returns>
    private async ValueTask<bool?> VisitAsync(OpenInvoice invoice, RetriageWork work, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetInvoice(invoice.Key).ReconsiderAsync(work.Kind, work.Version, cancellationToken)
                .WaitAsync(VisitTimeout, time, cancellationToken);
        }
        catch (Exception failure) when (!IsTransient(failure))
        {
            // One that can never be read must not keep all after it from being looked at.
            VisitFailed(failure, invoice.Key);
            return null;
        }
    }

    private static bool IsTransient(Exception failure) =>
        failure is OperationCanceledException or StoreUnavailableException or StaleActivationException or TimeoutException or OrleansException;

    private async Task<MasterDataTouch> TouchAsync(RetriageWork work, CancellationToken cancellationToken) => MasterDataTouch.Of(
        await ContentAsync(work, work.Version - 1, cancellationToken),
        await ContentAsync(work, work.Version, cancellationToken) ?? throw new InvalidOperationException("There is work for a version that is not there."));

    private async Task<MasterDataContent?> ContentAsync(RetriageWork work, long version, CancellationToken cancellationToken) =>
        await archive.ReadAsync(work.Tenant, work.Kind, version, cancellationToken) is { } found ? MasterDataContents.Decode(found.Version, found.Content) : null;

    private async Task PaceAsync(int visited, TimeSpan took, CancellationToken cancellationToken)
    {
        if (TimeSpan.FromSeconds((double)visited / options.Value.RetriagesPerSecondMax) - took is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Triage again after a change of master data was interrupted; it goes on where it was.")]
    private partial void ScanFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Invoice {Invoice} could not be looked at after a change of master data and was passed over.")]
    private partial void VisitFailed(Exception failure, Models.Intake.InvoiceKey invoice);
}
