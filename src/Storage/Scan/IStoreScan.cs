using Triage.Models.Feed;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Scan;

/// <summary>Reads all of a tenant for checking, one invoice at a time and as of one moment; believes nothing but the rows.</summary>
public interface IStoreScan : IDisposable
{
    string Tenant { get; }

    /// <summary>Every invoice that has events, in key order.</summary>
    IEnumerable<ScannedInvoice> Invoices();

    /// <summary>One invoice's events; empty where there are none.</summary>
    ScannedHistory History(string path);

    ScannedTotals Totals();

    /// <summary>Every idempotency row.</summary>
    IEnumerable<ScannedRequest> Requests();

    /// <summary>Each table's rows that have this tenant and no invoice of it, or an invoice of another.</summary>
    IEnumerable<ScannedStrays> Strays();

    /// <summary>Every event in feed order, without its sensitive fields.</summary>
    IEnumerable<FeedRow> Feed();

    bool HasFingerprint(string path, BlockingKey key);

    IdempotencyRecord? FindRequest(RequestKey request);
}
