using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>
/// Fingerprints that this process met lately, and so a guess which look-ups would find nothing. Others write to the same
/// store, so it never proves anything: where it guesses wrong the append is refused, and the invoice's keys are met from then on.
/// </summary>
internal sealed class MetFingerprints
{
    /// <summary>In each of two filters, 8 MB together: the older is forgotten when the newer is full.</summary>
    private const int Capacity = 1 << 21;

    private readonly Lock _turning = new();
    private HashFilter _newer = new(Capacity);
    private HashFilter _older = new(Capacity);
    private long _count;

    public bool MayHave(long hash) => Volatile.Read(ref _newer).MayHave(hash) || Volatile.Read(ref _older).MayHave(hash);

    public void OnAppended(InvoiceAppend append, AppendOutcome outcome)
    {
        if (outcome == AppendOutcome.Committed)
        {
            foreach (var fingerprint in append.Fingerprints)
            {
                Add(fingerprint.Hash);
            }
        }
        else if (outcome == AppendOutcome.Overtaken && append.JudgedBy is { } by)
        {
            foreach (var seen in by.Twins)
            {
                Add(seen.Hash);
            }
        }
    }

    private void Add(long hash)
    {
        Volatile.Read(ref _newer).Add(hash);
        if (Interlocked.Increment(ref _count) > Capacity)
        {
            Turn();
        }
    }

    private void Turn()
    {
        lock (_turning)
        {
            if (Volatile.Read(ref _count) > Capacity)
            {
                Volatile.Write(ref _older, _newer);
                Volatile.Write(ref _newer, new HashFilter(Capacity));
                Volatile.Write(ref _count, 0);
            }
        }
    }
}
