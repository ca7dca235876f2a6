using Triage.Cli.Serve;

namespace Triage.Cli.Submit;

/// <summary>What the service itself measures, from its Prometheus page; null for what it does not show.</summary>
internal sealed record ServiceFigures(double? Commits, double? Bytes, double? ResidentBytes)
{
    public static readonly ServiceFigures None = new(null, null, null);

    public static async Task<ServiceFigures> ReadAsync(ServiceAddress? address, CancellationToken cancellationToken)
    {
        if (address is null)
        {
            return None;
        }

        try
        {
            return Of(await MetricsPage.ReadAsync(new Uri(address.Http), cancellationToken));
        }
        catch (Exception missing) when (missing is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return None;
        }
    }

    // A counter is on the page from its first use on: a store that was just opened has committed nothing.
    public static ServiceFigures Of(MetricsPage page) =>
        new(page.Sum("triage_storage_commits") ?? 0, page.Sum("triage_storage_bytes"), page.Sum("process_working_set_bytes"));

    /// <summary>Per invoice that was new in between; replays write nothing.</summary>
    public SubmitReport AddTo(SubmitReport report, ServiceFigures before)
    {
        long added = report.Invoices - report.Replayed;
        return report with
        {
            CommitsPerInvoice = added > 0 ? (Commits - before.Commits) / added : null,
            BytesPerInvoice = added > 0 ? (Bytes - before.Bytes) / added : null,
            ResidentMb = ResidentBytes / (1024 * 1024),
        };
    }
}
