using Triage.Models.History;

namespace Triage.Grains.Invoices;

/// <summary>For callers that wait: they are told that something changed, and then ask what.</summary>
internal sealed partial class InvoiceGrain
{
    /// <summary>
    /// A call that runs keeps an activation from ending, and whoever calls it meanwhile from being answered,
    /// so a wait is made of short ones.
    /// </summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(4);

    /// <summary>How long memory is believed while others wait for it to change: an activation that is not the only one would wait for ever.</summary>
    public static readonly TimeSpan BelievedMax = TimeSpan.FromSeconds(20);

    private readonly ChangeSignal _changes = new();
    private DateTimeOffset _knownAt;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _changes.Give();
        return Task.CompletedTask;
    }

    public async Task<InvoiceState?> GetCurrentAsync(Caller caller, long atLeastSeq, CancellationToken cancellationToken = default)
    {
        if (_isLoaded && ((_state?.Seq ?? 0) < atLeastSeq || time.GetUtcNow() - _knownAt > BelievedMax))
        {
            await LoadAsync(cancellationToken);
        }

        return await GetAsync(caller, cancellationToken);
    }

    // Interleaved with whatever runs: it reads memory and nothing else.
    public async Task AwaitChangeAsync(long knownSeq, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        var changed = _changes.Next;
        if (!_isLoaded || (_state?.Seq ?? 0) != knownSeq || atMost <= TimeSpan.Zero)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changed, Task.Delay(atMost < WaitMax ? atMost : WaitMax, time, stop.Token));
        await stop.CancelAsync();
    }

    private void Remember(InvoiceState? state)
    {
        (_state, _isLoaded, _knownAt) = (state, true, time.GetUtcNow());
        _changes.Give();
    }

    private void Forget()
    {
        (_state, _isLoaded) = (null, false);
        _changes.Give();
    }
}
