using Microsoft.Data.Sqlite;
using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Storage.Sqlite;

/// <summary>Writes one append inside the batch's transaction: wholly, or not at all.</summary>
internal sealed class SqliteAppender(SqliteConnection connection, KnownFingerprints known) : IDisposable
{
    /// <summary>Where sensitive fields are not encrypted, their key is named so.</summary>
    private const string NoKey = "none";

    private readonly SqliteStatement _claim = new(connection, "claim-request");
    private readonly SqliteStatement _unclaim = new(connection, "unclaim-request");
    private readonly SqliteStatement _complete = new(connection, "complete-request");
    private readonly SqliteStatement _findRequest = new(connection, "find-request");
    private readonly SqliteStatement _insertEvent = new(connection, "insert-event");
    private readonly SqliteStatement _insertSensitive = new(connection, "insert-sensitive");
    private readonly SqliteStatement _insertFeatures = new(connection, "insert-features");
    private readonly SqliteStatement _insertInvoice = new(connection, "insert-invoice");
    private readonly SqliteStatement _advanceInvoice = new(connection, "advance-invoice");
    private readonly SqliteStatement _refreshSummary = new(connection, "refresh-twin-summary");
    private readonly SqliteStatement _withdrawInvoice = new(connection, "withdraw-invoice");
    private readonly SqliteTwinCount _countTwins = new(connection);
    private readonly List<int> _generations = [];
    private readonly SqliteStatement _findInvoiceId = new(connection, "find-invoice-id");
    private readonly SqliteStatement _insertFingerprint = new(connection, "insert-fingerprint");
    private readonly SqliteStatement _setWaiting = new(connection, "set-waiting");
    private readonly SqliteStatement _clearWaiting = new(connection, "clear-waiting");
    private readonly SqliteStatement _openReview = new(connection, "open-review-item");
    private readonly SqliteStatement _leaveReview = new(connection, "leave-review-item");

    /// <summary>What is not committed has written nothing when this returns; when it throws, it may have.</summary>
    /// <param name="masterDataVersions">The sum of those in force.</param>
    /// <param name="position">The last feed position given; moved on only when the append is written.</param>
    public AppendResult Apply(InvoiceAppend append, long masterDataVersions, ref long position)
    {
        if (append is { JudgedBy: not null, ExpectedSeq: > 0 })
        {
            throw new ArgumentException("Only a first append is judged before it is stored.", nameof(append));
        }

        var (tenant, invoice) = (append.Key.Tenant, append.Key.Path);
        if (append.Claim is { } claim
            && _claim.Run(tenant, claim.Request.Rpc, claim.Request.Key, invoice, claim.PayloadSha256.ToArray(), claim.ReplySeq) == 0)
        {
            return new(AppendOutcome.KeyTaken, Find(_findRequest, tenant, claim.Request));
        }

        if (!Advance(append, position + 1))
        {
            Unclaim(append);
            return new(AppendOutcome.Stale);
        }

        long? added = append.ExpectedSeq == 0 ? _insertInvoice.LastRowId : null;
        if (append.JudgedBy is { } by && IsOvertaken(by, masterDataVersions))
        {
            Unclaim(append);
            _withdrawInvoice.Run(tenant, invoice);
            return new(AppendOutcome.Overtaken);
        }

        var next = position;
        var seq = append.ExpectedSeq;
        foreach (var happened in append.Events)
        {
            _insertEvent.Run(tenant, invoice, ++seq, ++next, (long)happened.Type, happened.AtMicros, happened.Payload);
            if (happened.Sensitive is { } sensitive)
            {
                _insertSensitive.Run(tenant, invoice, seq, NoKey, sensitive);
            }

            if (happened.Features is { } features)
            {
                _insertFeatures.Run(next, features);
            }
        }

        WriteFingerprints(append, added);
        if (append.Events.Length > 0)
        {
            WriteWaiting(append);
        }

        if (append.Completes is { } completed)
        {
            _complete.Run(seq, tenant, completed.Rpc, completed.Key);
        }

        position = next;
        return new(AppendOutcome.Committed);
    }

    public static IdempotencyRecord? Find(SqliteStatement find, string tenant, RequestKey request)
    {
        using var row = find.Read(tenant, request.Rpc, request.Key);
        return row.Read()
            ? new IdempotencyRecord(row.GetString(0), [.. row.GetBytes(1)], row.IsDBNull(2) ? null : row.GetInt64(2))
            : null;
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _claim, _unclaim, _complete, _findRequest, _insertEvent, _insertSensitive, _insertFeatures, _insertInvoice, _advanceInvoice, _refreshSummary,
            _withdrawInvoice, _findInvoiceId, _insertFingerprint, _setWaiting, _clearWaiting, _openReview, _leaveReview,
        })
        {
            statement.Dispose();
        }

        _countTwins.Dispose();
    }

    private void Unclaim(InvoiceAppend append)
    {
        if (append.Claim is { } mine)
        {
            _unclaim.Run(append.Key.Tenant, mine.Request.Rpc, mine.Request.Key);
        }
    }

    private bool IsOvertaken(JudgedBy by, long masterDataVersions)
    {
        if (by.MasterDataVersions != masterDataVersions)
        {
            return true;
        }

        long? asked = null;
        foreach (var seen in by.Twins)
        {
            if (seen.Hash != asked)
            {
                known.Find(seen.Hash, _generations);
                asked = seen.Hash;
            }

            if (HasMore(seen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The append's own fingerprints are not there yet; those of the batch's earlier appends are.</summary>
    private bool HasMore(KeyCount seen) => _countTwins.Of(_generations, seen.Hash, seen.FromDay, seen.ToDay, seen.Count + 1) != seen.Count;

    /// <summary>Moves the invoice's row on from the expected length; <c>false</c> when it has another.</summary>
    private bool Advance(InvoiceAppend append, long firstPosition)
    {
        var (tenant, path, after) = (append.Key.Tenant, append.Key.Path, append.After);
        var verdict = after.Verdict;
        if (append.ExpectedSeq == 0)
        {
            var invoice = after.Invoice;
            return _insertInvoice.Run(
                tenant, path, firstPosition, after.Seq, (long)after.Status, (long)after.Coding, (long)after.Payment, (long)(verdict?.Kind ?? VerdictKind.Pending), (long)(verdict?.WouldBe ?? 0),
                verdict?.ExceptionBits ?? 0, (long)invoice.Kind, invoice.SourceSystem, invoice.SupplierId, invoice.SupplierInvoiceNumber,
                invoice.Facility, invoice.ServiceLine, invoice.Currency, invoice.TotalMinor, (long?)invoice.IssueDate?.DayNumber,
                after.ReceivedAtMicros, SummaryOf(invoice)) == 1;
        }

        var advanced = _advanceInvoice.Run(
            after.Seq, (long)after.Status, (long)after.Coding, (long)after.Payment,
            (long)(verdict?.Kind ?? VerdictKind.Pending), (long)(verdict?.WouldBe ?? 0), verdict?.ExceptionBits ?? 0,
            tenant, path, append.ExpectedSeq) == 1;
        if (advanced && !append.Fingerprints.IsEmpty)
        {
            _refreshSummary.Run(after.Invoice.SupplierInvoiceNumber, SummaryOf(after.Invoice), tenant, path);
        }

        return advanced;
    }

    private void WriteFingerprints(InvoiceAppend append, long? added)
    {
        if (append.Fingerprints.IsEmpty)
        {
            return;
        }

        var id = added ?? _findInvoiceId.Number(append.Key.Tenant, append.Key.Path);
        if (id == 0)
        {
            throw new InvalidOperationException("The invoice's row was written a moment ago.");
        }

        var generation = FingerprintGeneration.Of(id);
        foreach (var fingerprint in append.Fingerprints)
        {
            _insertFingerprint.Run((long)known.Add(generation, fingerprint.Hash), fingerprint.Hash, (long)fingerprint.Day, id);
        }
    }

    private void WriteWaiting(InvoiceAppend append)
    {
        var (tenant, invoice, after) = (append.Key.Tenant, append.Key.Path, append.After);
        if (append.ExpectedSeq > 0)
        {
            _leaveReview.Run(append.Events[^1].AtMicros, (long)append.Events[^1].Type, tenant, invoice, after.ReviewSeq ?? 0);
        }

        if (after.Waiting.Kind == WaitingKind.Nothing)
        {
            _clearWaiting.Run(tenant, invoice);
            return;
        }

        _setWaiting.Run(tenant, invoice, (long)after.Waiting.Kind, after.Waiting.AtMicros);
        if (after.ReviewSeq is { } asked)
        {
            var verdict = after.Verdict;
            var severity = verdict is null || verdict.Reasons.IsEmpty ? Severity.Info : verdict.Reasons.Max(r => r.Severity);
            _openReview.Run(tenant, invoice, asked, (long)severity, verdict?.ExceptionBits ?? 0, after.Waiting.AtMicros);
        }
    }

    private static byte[] SummaryOf(Invoice invoice) => TwinSummaryCodec.Encode(TwinSummary.Of(invoice));
}
