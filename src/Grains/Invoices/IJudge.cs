using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.MasterData;
using Triage.Models.Matching;

namespace Triage.Grains.Invoices;

/// <summary>Says what triage says of an invoice: twins, checks, scores, gate. Writes nothing.</summary>
public interface IJudge
{
    ImmutableArray<BlockingKey> FingerprintsOf(Invoice invoice);

    /// <summary>Never fails for want of a scorer: what cannot be scored goes to a person. Storage that cannot be read throws.</summary>
    /// <param name="isChecked">Not stored yet: its append is refused where more twins lie in the store by then than were seen.</param>
    Task<Judgement> JudgeAsync(InvoiceKey key, InvoiceState state, TriageCause cause, bool supersessionFailed, bool isChecked, CancellationToken cancellationToken = default);

    /// <summary>Whether master data, of this version of the kind or later, says other of the invoice than its verdict does.</summary>
    Task<bool> DiffersAsync(InvoiceKey key, InvoiceState state, MasterDataKind kind, long version, CancellationToken cancellationToken = default);
}
