using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>I2, I9 and I10 of one tenant: what must hold of each invoice's events, of what it waits for, and of every row beside them.</summary>
internal sealed class HistoryInvariants
{
    private readonly Finding _sequences;
    private readonly Finding _apart;
    private readonly Finding _oneThing;
    private readonly IStoreScan _scan;
    private readonly ContentCheck _content;
    private readonly RequestRows _requests;

    public HistoryInvariants(IStoreScan scan, Finding sequences, Finding apart, Finding oneThing)
    {
        (_scan, _sequences, _apart, _oneThing) = (scan, sequences, apart, oneThing);
        _content = new ContentCheck(scan, _sequences);
        _requests = new RequestRows(scan, _sequences);
    }

    public void Check(CancellationToken cancellationToken)
    {
        long invoices = 0;
        long waiting = 0;
        foreach (var invoice in _scan.Invoices())
        {
            cancellationToken.ThrowIfCancellationRequested();
            invoices++;
            waiting += invoice.Waiting.Kind == WaitingKind.Nothing ? 0 : 1;
            Check(invoice);
        }

        _requests.Check(cancellationToken);
        var totals = _scan.Totals();
        _sequences.Require(totals.Invoices == invoices, $"{totals.Invoices} invoice rows for {invoices} histories");
        _sequences.Require(totals.Events == totals.LastPosition, $"feed positions have gaps: {totals.Events} events, last position {totals.LastPosition}");
        _sequences.Require(totals.FeedHead == totals.LastPosition, $"feed head {totals.FeedHead}, last position {totals.LastPosition}");
        _oneThing.Require(totals.WaitingOrphans == 0, $"{totals.WaitingOrphans} waiting rows without an invoice");
        foreach (var strays in _scan.Strays())
        {
            _apart.Require(strays.Rows == 0, $"{strays.Rows} rows of {strays.Table} belong to no invoice of tenant {_scan.Tenant}");
        }

        _oneThing.Require(totals.Waiting == waiting, $"{totals.Waiting} waiting rows, {waiting} belong to an invoice");
    }

    private void Check(ScannedInvoice invoice)
    {
        var events = invoice.History.Events;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Seq != i + 1)
            {
                _sequences.Require(false, $"{invoice.Path}: event {i + 1} has number {events[i].Seq}");
                return;
            }
        }

        if (invoice.History.Damage is { } damage)
        {
            _sequences.Require(false, $"{invoice.Path}: {damage}");
            return;
        }

        InvoiceState? state;
        try
        {
            state = InvoiceState.Fold(events.Select(e => e.Event));
            if (state is not null)
            {
                _content.Check(invoice, (Received)events[0].Event, state); // a history that folds begins with it
            }
        }
        catch (Exception illegal) when (illegal is IllegalTransitionException or ArgumentException or FormatException or OverflowException)
        {
            _sequences.Require(false, $"{invoice.Path}: {illegal.Message}");
            return;
        }

        if (state?.PendingRequest is { } waitedFor)
        {
            _requests.Expect(invoice.Path, waitedFor);
        }

        if (state is null || invoice.Row is not { } row)
        {
            _sequences.Require(false, $"{invoice.Path}: events without an invoice row");
            return;
        }

        _sequences.Require(
            row.Seq == state.Seq && row.Statuses == state.Statuses && row.Verdict == (state.Verdict?.Kind ?? VerdictKind.Pending)
                && row.ExceptionBits == (state.Verdict?.ExceptionBits ?? 0),
            $"{invoice.Path}: the row says {row.Statuses}/{row.Verdict} at {row.Seq}, the events {state.Statuses}/{state.Verdict?.Kind} at {state.Seq}");
        _oneThing.Require(
            invoice.Waiting == state.Waiting && state.IsAwaited == (state.Waiting.Kind != WaitingKind.Nothing),
            $"{invoice.Path}: {state.Status} waits for {invoice.Waiting.Kind}, its events say {state.Waiting.Kind}");
        _oneThing.Require(
            invoice.OpenReviewItems == (state.Waiting.Kind == WaitingKind.Review ? 1 : 0),
            $"{invoice.Path}: {invoice.OpenReviewItems} open review items while waiting for {state.Waiting.Kind}");
    }
}
