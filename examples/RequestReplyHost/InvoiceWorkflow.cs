using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Examples.RequestReplyHost;

/// <summary>One invoice's way. Every step may be repeated: after a crash the whole of it runs again and does nothing twice.</summary>
internal sealed class InvoiceWorkflow(TriageClient triage, Erp erp, OnceFile parked) : IDisposable
{
    // Submitting is work for both sides; waiting is none.
    private readonly SemaphoreSlim _submitting = new(32);

    public async Task RunAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        // 1. Submit, and get the verdict with the answer. After a crash: the stored answer.
        var answer = await SubmitAsync(invoice, cancellationToken);

        // 2. REVIEW and HOLD mean: not yet. Wait for people, however long it takes; CLEAR is answered at once. Asked in any case,
        //    because a stored answer may be days old, and a cleared invoice may have been recalled since.
        var record = await triage.AwaitSettledAsync(answer.InvoiceId, cancellationToken);

        // 3. Act on what holds now.
        switch (record.InvoiceStatus)
        {
            case InvoiceStatus.Cleared:
                await erp.PostAsync(record.InvoiceId, cancellationToken);
                break;
            case InvoiceStatus.Posted or InvoiceStatus.Closed:
                break; // done before the crash
            default:
                parked.Do(record.InvoiceId, record.InvoiceStatus.ToString());
                break;
        }
    }

    public void Dispose() => _submitting.Dispose();

    private async Task<SubmitResponse> SubmitAsync(Invoice invoice, CancellationToken cancellationToken)
    {
        await _submitting.WaitAsync(cancellationToken);
        try
        {
            return await triage.Intake.SubmitAsync(WorkList.ToSubmit(invoice, Wait.Verdict), cancellationToken: cancellationToken);
        }
        finally
        {
            _submitting.Release();
        }
    }
}
