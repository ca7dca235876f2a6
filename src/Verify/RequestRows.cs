using Triage.Models.Intake;
using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>Each idempotency row belongs to an invoice, and waits exactly while that invoice is judged for its request.</summary>
internal sealed class RequestRows(IStoreScan scan, Finding finding)
{
    private readonly HashSet<(string Path, RequestKey Request)> _waitedFor = [];

    /// <summary>What the invoice's events say: this request has no reply yet.</summary>
    public void Expect(string path, RequestKey request) => _waitedFor.Add((path, request));

    /// <summary>After every history was seen.</summary>
    public void Check(CancellationToken cancellationToken)
    {
        foreach (var row in scan.Requests())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"{row.InvoicePath}: request {row.Request.Rpc} {row.Request.Key}";
            var isWaitedFor = _waitedFor.Remove((row.InvoicePath, row.Request));
            if (row.InvoiceSeq is not { } seq)
            {
                finding.Require(false, $"{name} is of no invoice");
            }
            else if (row.ReplySeq is not { } reply)
            {
                finding.Require(isWaitedFor, $"{name} waits for a reply that nothing will give");
            }
            else
            {
                finding.Require(!isWaitedFor, $"{name} has a reply while its verdict is pending");
                finding.Require(reply >= 1 && reply <= seq, $"{name} is answered as of event {reply} of {seq}");
            }
        }

        foreach (var (path, request) in _waitedFor)
        {
            finding.Require(false, $"{path}: the verdict is pending for {request.Rpc} {request.Key}, which has no row");
        }
    }
}
