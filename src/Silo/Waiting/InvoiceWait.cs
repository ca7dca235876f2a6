using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.Silo.Errors;
using Triage.Silo.Intake;

namespace Triage.Silo.Waiting;

/// <summary>
/// One caller's wait for one invoice, made of short waits on its grain. A grain that dies, moves, or was
/// not the only one costs one of them; nothing is held anywhere in between.
/// </summary>
internal sealed class InvoiceWait(IInvoiceDirectory invoices, InvoiceKey key, Caller caller, TimeProvider time)
{
    private static readonly TimeSpan SliceMax = TimeSpan.FromSeconds(4);

    // A grain answers its slice; what takes longer was lost on the way.
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private InvoiceState? _known;

    /// <summary>The invoice as it is now.</summary>
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND.</exception>
    public async Task<InvoiceState> LookAsync(CancellationToken cancellationToken) =>
        _known = await AnswerAsync(invoices.Get(key).GetCurrentAsync(caller, _known?.Seq ?? 0, cancellationToken), cancellationToken) ?? throw RpcErrors.NotFound();

    /// <summary>The invoice once it has changed, or as it was when the time is up.</summary>
    public async Task<InvoiceState> NextAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var known = _known ?? await LookAsync(cancellationToken);
        var began = time.GetTimestamp();
        while (atMost - time.GetElapsedTime(began) is var left && left > TimeSpan.Zero)
        {
            try
            {
                await AnswerAsync(WaitAsync(known.Seq, left < SliceMax ? left : SliceMax, cancellationToken), cancellationToken);
                if (await LookAsync(cancellationToken) is var now && now.Seq != known.Seq)
                {
                    return now;
                }
            }
            catch (Exception passing) when (passing is StoreUnavailableException or StaleActivationException or TimeoutException or OrleansException)
            {
                // The invoice was there; that it cannot be asked for a moment is no answer to somebody who waits.
                await Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
            }
        }

        return known;
    }

    /// <summary>Triage or a person has decided, and nobody is about to decide again.</summary>
    public static bool IsSettled(InvoiceState state) =>
        state.PendingCause is null && state.Status is not (InvoiceStatus.Received or InvoiceStatus.InReview or InvoiceStatus.OnHold);

    private async Task<bool> WaitAsync(long knownSeq, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await invoices.Get(key).AwaitChangeAsync(knownSeq, atMost, cancellationToken);
        return true;
    }

    private Task<T> AnswerAsync<T>(Task<T> answer, CancellationToken cancellationToken) => answer.WaitAsync(AnswerMax, time, cancellationToken);
}
