using Google.Protobuf;
using Triage.Cli.Bench.Plan;
using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Load.Requests;

/// <summary>Invoices of a made-up ledger, from some place on; some of them copies of invoices that stand long before it.</summary>
internal sealed class SubmitRequests : IRequests
{
    // Enough to copy from, few enough to keep.
    private const int OldInvoicesMax = 4096;

    private readonly List<byte[]> _requests;
    private readonly int _copyEvery;

    public SubmitRequests(LoadPlan plan)
    {
        _copyEvery = plan.CopyEvery;
        _requests = new List<byte[]>(plan.CountMax);
        var old = new List<Invoice>();
        var keepEvery = Math.Max(1, plan.LedgerFirst / OldInvoicesMax);
        var ledger = new LedgerGenerator(new GeneratorOptions { Invoices = plan.LedgerInvoices, Seed = plan.Seed });
        foreach (var (made, place) in ledger.Generate().Take(plan.LedgerFirst + plan.CountMax).Select((made, place) => (made, place)))
        {
            if (place >= plan.LedgerFirst)
            {
                _requests.Add(Request(IsCopy(place - plan.LedgerFirst) ? CopyOf(old[_requests.Count / _copyEvery % old.Count], made.Invoice.SourceInvoiceId) : made.Invoice));
            }
            else if (place % keepEvery == 0 && made is { Problem: null, Invoice: { Kind: InvoiceKind.Invoice, SupplierInvoiceNumber.Length: > 0 } })
            {
                old.Add(made.Invoice);
            }
        }
    }

    public int Count => _requests.Count;

    public byte[] this[int index] => _requests[index];

    public bool IsCopy(int index) => _copyEvery > 0 && index % _copyEvery == _copyEvery - 1;

    private static Invoice CopyOf(Invoice old, string id)
    {
        var copy = old.Clone();
        copy.SourceInvoiceId = id;
        return copy;
    }

    private static byte[] Request(Invoice invoice) =>
        new SubmitRequest { IdempotencyKey = invoice.SourceInvoiceId, Invoice = invoice, Wait = Wait.Verdict }.ToByteArray();
}
