using Triage.Grains.Replay;
using Triage.Models.Scoring.Drift;

namespace Triage.Grains.Drift;

/// <summary>What versions were trained with. A version never changes: it is read once, as long as there is room.</summary>
internal sealed class DriftReferences(IModelArtefacts models)
{
    private const int HeldMax = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Tenant, string Version), DriftReference?> _held = [];
    private readonly Queue<(string Tenant, string Version)> _oldest = [];

    /// <exception cref="NoReferenceException"/>
    /// <exception cref="Triage.Models.Replay.ReplayException"/>
    public async ValueTask<DriftReference> FindAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        if (!TryFind((tenant, version), out var reference))
        {
            reference = (await models.FindAsync(tenant, version, withHistory: false, cancellationToken)).Reference;
            Keep((tenant, version), reference);
        }

        return reference ?? throw new NoReferenceException(version);
    }

    private bool TryFind((string Tenant, string Version) key, out DriftReference? reference)
    {
        lock (_lock)
        {
            return _held.TryGetValue(key, out reference);
        }
    }

    private void Keep((string Tenant, string Version) key, DriftReference? reference)
    {
        lock (_lock)
        {
            if (!_held.TryAdd(key, reference))
            {
                return;
            }

            _oldest.Enqueue(key);
            if (_oldest.Count > HeldMax)
            {
                _held.Remove(_oldest.Dequeue());
            }
        }
    }
}
