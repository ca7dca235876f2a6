using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Grains.Tests.Faults;

internal sealed class FaultyTwinIndex(ITwinIndex twins, StorageFaults faults) : ITwinIndex
{
    public ValueTask<TwinCandidates> FindAsync(
        InvoiceKey self, IReadOnlyList<BlockingKey> keys, int perKeyMax, bool isChecked, CancellationToken cancellationToken = default) =>
        faults.CallAsync(() => twins.FindAsync(self, keys, perKeyMax, isChecked, cancellationToken));
}
