using Triage.Cli.Bench.Plan;
using Triage.Cli.Serve;

namespace Triage.Cli.Bench;

/// <summary>A server under load. Each run is held against the server's own counters; one that differs ends the bench.</summary>
internal sealed class RunningServer(string name, SiloProcess process, ServiceAddress address, Func<MetricsPage, ServerCounts> read, Func<double> databaseCpu, TimeProvider time)
    : IAsyncDisposable
{
    public Uri Grpc { get; } = new(address.Grpc);

    public Uri Http { get; } = new(address.Http);

    /// <exception cref="CliException">A call failed, or the counts of the two sides differ.</exception>
    public async Task<Measured> RunAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var before = await CountAsync(cancellationToken);
        var (from, to) = (before, before);
        var (cpuFrom, cpuTo) = (0d, 0d);
        var load = await LoadProcess.RunAsync(
            plan,
            async moment =>
            {
                if (moment == LoadReport.Measuring)
                {
                    (from, cpuFrom) = (await CountAsync(cancellationToken), databaseCpu());
                }
                else
                {
                    (to, cpuTo) = (await CountAsync(cancellationToken), databaseCpu());
                }
            },
            time,
            cancellationToken);
        Compare(name, plan, load, await CountAsync(cancellationToken) - before);
        return new(load, to - from, cpuTo - cpuFrom);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    public async Task<ServerCounts> CountAsync(CancellationToken cancellationToken) => read(await MetricsPage.ReadAsync(Http, cancellationToken));

    /// <summary>Both sides counted every call of the run, the warm-up's too.</summary>
    internal static void Compare(string name, LoadPlan plan, LoadReport load, ServerCounts server)
    {
        if (load.Failed.Count > 0)
        {
            throw new CliException(ExitCode.Failed, $"{name}: of {load.Ok + load.Failed.Values.Sum()} calls of {plan.Call} failed {string.Join(", ", load.Failed.Select(failed => $"{failed.Value} with {failed.Key}"))}.");
        }

        if (load.MeasuredOk == 0)
        {
            throw new CliException(ExitCode.Failed, $"{name}: no call of {plan.Call} was answered in the measured period. The machine is too busy, or the period too short.");
        }

        var isNew = plan.Call is not LoadCall.Empty;
        if (server.Answered != load.Ok || (isNew && server.Accepted != load.Ok))
        {
            throw new CliException(
                ExitCode.Failed, $"{name}: the load generator counts {load.Ok} good answers of {plan.Call}, the server {server.Answered} and {server.Accepted} accepted. Nothing that was measured can be believed.");
        }
    }
}
