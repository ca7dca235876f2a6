using Triage.Models.History;

namespace Triage.Storage.Postgres;

/// <summary>
/// Appends that one call may take: in key order, at most one an invoice and one an idempotency key, and none that was judged without
/// a twin which the same call brings.
/// </summary>
internal sealed class AppendBatch
{
    private readonly List<PendingAppend> _items = [];
    private readonly HashSet<(string Tenant, string Invoice)> _invoices = [];
    private readonly HashSet<(string Tenant, string Rpc, string Key)> _keys = [];
    private readonly HashSet<(string Tenant, long Hash)> _judgedBy = [];

    public IReadOnlyList<PendingAppend> Items => _items;

    public IReadOnlyList<AppendRow> Rows { get; private set; } = [];

    /// <summary>Moves from what waits what may go together; the rest stays for the next batch, in its order.</summary>
    public void TakeFrom(List<PendingAppend> waiting)
    {
        _items.Clear();
        _invoices.Clear();
        _keys.Clear();
        _judgedBy.Clear();
        waiting.RemoveAll(pending =>
        {
            if (!MayJoin(pending.Append))
            {
                return false;
            }

            _items.Add(pending);
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
        if (_invoices.Contains((append.Key.Tenant, append.Key.Path)) || (append.Claim is not null && _keys.Contains(key)) || MeetsItsTwin(append))
        {
            return false;
        }

        _invoices.Add((append.Key.Tenant, append.Key.Path));
        if (append.Claim is not null)
        {
            _keys.Add(key);
        }

        if (!append.TwinsSeen.IsEmpty)
        {
            foreach (var hash in HashesOf(append))
            {
                _judgedBy.Add((append.Key.Tenant, hash));
            }
        }

        return true;
    }

    private bool MeetsItsTwin(InvoiceAppend append)
    {
        if (append.TwinsSeen.IsEmpty)
        {
            return false;
        }

        foreach (var hash in HashesOf(append))
        {
            if (_judgedBy.Contains((append.Key.Tenant, hash)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<long> HashesOf(InvoiceAppend append)
    {
        foreach (var seen in append.TwinsSeen)
        {
            yield return seen.Hash;
        }

        foreach (var fingerprint in append.Fingerprints)
        {
            yield return fingerprint.Hash;
        }
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
