using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>An invoice that was sent, or is to be sent again, and has no final answer yet.</summary>
internal sealed class InFlight(long ordinal, LedgerInvoice invoice, long since)
{
    public long Ordinal { get; } = ordinal;

    public LedgerInvoice Invoice { get; } = invoice;

    public long Since { get; } = since;

    /// <summary>How often the service asked to come back later.</summary>
    public int Deferrals { get; set; }
}
