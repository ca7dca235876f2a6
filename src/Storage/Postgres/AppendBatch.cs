using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>
/// Appends that one call may take: in key order, at most one an invoice and one an idempotency key, and none that was judged without a
/// twin that the same call brings with its verdict.
/// </summary>
internal sealed class AppendBatch
{
    private readonly List<PendingAppend> _items = [];
    private readonly HashSet<(string Tenant, string Invoice)> _invoices = [];
    private readonly HashSet<(string Tenant, string Rpc, string Key)> _keys = [];
    private readonly HashSet<(string Tenant, long Hash)> _judged = [];

    public IReadOnlyList<PendingAppend> Items => _items;

    public IReadOnlyList<AppendRow> Rows { get; private set; } = [];

    /// <summary>Moves from what waits what may go together; the rest stays for the next batch, in its order.</summary>
    /// <param name="overtaken">Out of what waited: a twin goes in this batch, so their judgement is old whatever comes of it.</param>
    public void TakeFrom(List<PendingAppend> waiting, List<PendingAppend> overtaken)
    {
        _items.Clear();
        _invoices.Clear();
        _keys.Clear();
        _judged.Clear();
        waiting.RemoveAll(pending =>
        {
            if (!MayJoin(pending.Append))
            {
                return false;
            }

            (MeetsItsTwin(pending.Append) ? overtaken : _items).Add(pending);
            return true;
        });
        _items.Sort(static (one, other) => Compare(one.Append, other.Append));
        Encode();
    }

    /// <summary>One alone.</summary>
    public void Take(PendingAppend pending)
    {
        _items.Clear();
        _items.Add(pending);
        Encode();
    }

    private bool MayJoin(InvoiceAppend append)
    {
        var key = append.Claim is { } claim ? (append.Key.Tenant, claim.Request.Rpc, claim.Request.Key) : default;
        if (_invoices.Contains((append.Key.Tenant, append.Key.Path)) || (append.Claim is not null && _keys.Contains(key)))
        {
            return false;
        }

        _invoices.Add((append.Key.Tenant, append.Key.Path));
        if (append.Claim is not null)
        {
            _keys.Add(key);
        }

        return true;
    }

    private bool MeetsItsTwin(InvoiceAppend append)
    {
        if (append.JudgedBy is not { } by)
        {
            return false;
        }

        var tenant = append.Key.Tenant;
        if (by.Twins.Any(seen => _judged.Contains((tenant, seen.Hash))) || append.Fingerprints.Any(key => _judged.Contains((tenant, key.Hash))))
        {
            return true;
        }

        foreach (var seen in by.Twins)
        {
            _judged.Add((tenant, seen.Hash));
        }

        foreach (var key in append.Fingerprints)
        {
            _judged.Add((tenant, key.Hash));
        }

        return false;
    }

    private void Encode()
    {
        var rows = new List<AppendRow>(_items.Count);
        _items.RemoveAll(pending =>
        {
            try
            {
                rows.Add(AppendRow.Of(pending.Append));
                return false;
            }
            catch (Exception bug)
            {
                pending.Fail(bug);
                return true;
            }
        });
        Rows = rows;
    }

    private static int Compare(InvoiceAppend one, InvoiceAppend other)
    {
        var tenants = string.CompareOrdinal(one.Key.Tenant, other.Key.Tenant);
        return tenants != 0 ? tenants : string.CompareOrdinal(one.Key.Path, other.Key.Path);
    }
}
