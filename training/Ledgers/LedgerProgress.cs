namespace Triage.Training.Ledgers;

/// <summary>How much of a ledger was read, for whoever watches from another thread.</summary>
public sealed class LedgerProgress
{
    private double _share;

    /// <summary>From 0 to 1, of the file's bytes.</summary>
    public double Share
    {
        get => Volatile.Read(ref _share);
        internal set => Volatile.Write(ref _share, value);
    }
}
