using System.Globalization;
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
            using var http = new HttpClient { BaseAddress = new Uri(address.Http), Timeout = TimeSpan.FromSeconds(5) };
            return Parse(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken));
        }
        catch (Exception missing) when (missing is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return None;
        }
    }

    public static ServiceFigures Parse(string page)
    {
        var samples = page.Split('\n');
        // A counter is on the page from its first use on: a store that was just opened has committed nothing.
        return new ServiceFigures(Sum(samples, "triage_storage_commits") ?? 0, Sum(samples, "triage_storage_bytes"), Sum(samples, "process_working_set_bytes"));
    }

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

    private static double? Sum(IEnumerable<string> samples, string name)
    {
        double? sum = null;
        foreach (var sample in samples.Where(line => line.Length > name.Length + 1 && line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is ' ' or '{'))
        {
            var value = sample[(sample.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (double.TryParse(sample.Contains('}', StringComparison.Ordinal) ? value[0] : value[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double read))
            {
                sum = (sum ?? 0) + read;
            }
        }

        return sum;
    }
}
