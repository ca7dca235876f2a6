using System.Collections.Immutable;
using Orleans.Concurrency;
using Triage.Models.History;
using Triage.Models.MasterData;

namespace Triage.Grains.Invoices;

/// <summary>
/// One invoice. Key: <see cref="Models.Intake.InvoiceKey"/>. A cache and a scheduler of its history,
/// which is in the store and decides: an activation that finds its history longer than it knows drops
/// its memory and deactivates. Every call that changes something is idempotent by its request key.
/// Storage that cannot be reached throws <see cref="StoreUnavailableException"/>; an activation that
/// found itself stale throws <see cref="StaleActivationException"/>. Both are safe to retry.
/// </summary>
[Alias("triage.IInvoiceGrain")]
public interface IInvoiceGrain : IGrainWithStringKey
{
    /// <summary>Makes the invoice durable, with its verdict where the caller waits for that.</summary>
    [Alias("Submit")]
    Task<InvoiceResult> SubmitAsync(SubmitCommand command, CancellationToken cancellationToken = default);

    [Alias("ProvideReference")]
    Task<InvoiceResult> ProvideReferenceAsync(ProvideReferenceCommand command, CancellationToken cancellationToken = default);

    [Alias("Retriage")]
    Task<InvoiceResult> RetriageAsync(RetriageCommand command, CancellationToken cancellationToken = default);

    [Alias("Cancel")]
    Task<InvoiceResult> CancelAsync(CancelCommand command, CancellationToken cancellationToken = default);

    /// <summary>Takes what another system says happened, whether or not it fits; never refuses it for what it says.</summary>
    [Alias("Report")]
    Task<InvoiceResult> ReportAsync(ReportCommand command, CancellationToken cancellationToken = default);

    /// <summary>Whether an amendment may take this invoice's place. Changes nothing.</summary>
    [Alias("CanSupersede")]
    Task<InvoiceOutcome> CanSupersedeAsync(Caller caller, CancellationToken cancellationToken = default);

    /// <summary>Called by the invoice that takes this one's place, as often as it takes.</summary>
    [Alias("Supersede")]
    Task<InvoiceOutcome> SupersedeAsync(string byPath, string actor, CancellationToken cancellationToken = default);

    /// <summary><c>null</c> where there is no such invoice or the caller may not see its facility.</summary>
    [Alias("Get")]
    Task<InvoiceState?> GetAsync(Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// <see cref="GetAsync"/> for callers that wait: what is in memory is compared with the store when the
    /// caller knows more already, or when it is old.
    /// </summary>
    /// <param name="atLeastSeq">The number of events that the caller has seen.</param>
    [Alias("GetCurrent")]
    Task<InvoiceState?> GetCurrentAsync(Caller caller, long atLeastSeq, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends when the invoice may have changed since the caller saw it, or when the time is up; the caller then
    /// asks for it. Runs beside other calls, changes nothing, and reads no store.
    /// </summary>
    /// <param name="knownSeq">The number of events that the caller has seen.</param>
    /// <param name="atMost">Cut to a few seconds: longer waits are made of several.</param>
    [Alias("AwaitChange"), AlwaysInterleave]
    Task AwaitChangeAsync(long knownSeq, TimeSpan atMost, CancellationToken cancellationToken = default);

    /// <summary>Empty where there is no such invoice or the caller may not see its facility.</summary>
    [Alias("GetHistory")]
    Task<ImmutableArray<StoredEvent>> GetHistoryAsync(Caller caller, CancellationToken cancellationToken = default);

    /// <summary>
    /// Judges again where master data in force says other of the invoice than its verdict does; harmless at any time, any number of times.
    /// </summary>
    /// <param name="version">The kind's version that must be known, or a later one.</param>
    /// <returns>Whether it was judged again.</returns>
    [Alias("Reconsider")]
    Task<bool> ReconsiderAsync(MasterDataKind kind, long version, CancellationToken cancellationToken = default);

    /// <summary>Finishes what is due: a judgement, a hold past its deadline, or a host that did not report in time. Harmless at any time, any number of times.</summary>
    [Alias("Finish")]
    Task FinishAsync(CancellationToken cancellationToken = default);

    /// <summary><see cref="FinishAsync"/> that nobody waits for.</summary>
    [Alias("Wake"), OneWay]
    Task WakeAsync(CancellationToken cancellationToken = default);
}
