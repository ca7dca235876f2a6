using Triage.Cli.Evaluate;
using Triage.Cli.Output;

namespace Triage.Cli.Train;

internal sealed class LedgerSource(Split split) : ITrainingSource
{
    public string Name => Path.GetFileName(split.Path);

    public async Task<TrainingInput> ReadAsync(Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var (invoices, fromDay) = await split.ReadAsync(screen, time, cancellationToken);
        return new(invoices, null, fromDay);
    }
}
