using Triage.Cli.Serve;

namespace Triage.Cli.Bench;

/// <summary>What a server says that it did so far.</summary>
/// <param name="Answered">Good answers, by the rpc or the stream's items.</param>
/// <param name="Accepted">What was new: invoices, or rows of the bare silo.</param>
/// <param name="Commits">Transactions of the store.</param>
/// <param name="CpuSeconds">Of the server's process.</param>
/// <param name="Scored">Invoices that models scored.</param>
internal readonly record struct ServerCounts(double Answered, double Accepted, double Commits, double CpuSeconds, double Scored = 0)
{
    private const string CallSeconds = "triage_edge_call_seconds";

    public static ServerCounts OfService(MetricsPage page) => new(
        (page.Sum(CallSeconds + "_count", "rpc=\"/triage.v1.IntakeService/Submit\"", "code=\"OK\"") ?? 0) + (page.Sum("triage_edge_stream_items", "code=\"OK\"") ?? 0),
        page.Sum("triage_invoices_received") ?? 0,
        page.Sum("triage_storage_commits") ?? 0,
        page.Sum("process_cpu_seconds_total") ?? 0,
        page.Sum("triage_scoring_invoices", "outcome=\"Scored\"") ?? 0);

    public static ServerCounts OfBareSilo(MetricsPage page)
    {
        var (empties, rows) = (page.Sum("bare_empty_calls") ?? 0, page.Sum("bare_rows") ?? 0);
        return new(empties + rows, rows, page.Sum("bare_commits") ?? 0, page.Sum("process_cpu_seconds_total") ?? 0);
    }

    public static ServerCounts operator -(ServerCounts later, ServerCounts earlier) => new(

        later.Answered - earlier.Answered,
        later.Accepted - earlier.Accepted,
        later.Commits - earlier.Commits,
        later.CpuSeconds - earlier.CpuSeconds,
        later.Scored - earlier.Scored);
}
