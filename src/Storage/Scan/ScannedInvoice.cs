using Triage.Models.Gating;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Storage.Scan;

/// <summary>What the store holds of one invoice.</summary>
/// <param name="Row">The projection beside the history; <c>null</c> where it is missing.</param>
public sealed record ScannedInvoice(string Path, ScannedHistory History, ScannedRow? Row, Waiting Waiting, long OpenReviewItems);

public sealed record ScannedRow(long Seq, ReportedStatuses Statuses, VerdictKind Verdict, long ExceptionBits);

public sealed record ScannedTotals(long Invoices, long Waiting, long WaitingOrphans, long Events, long LastPosition, long FeedHead);

/// <param name="InvoiceSeq">The length of the invoice's history by its row; <c>null</c> where there is no such invoice.</param>
public sealed record ScannedRequest(RequestKey Request, string InvoicePath, long? ReplySeq, long? InvoiceSeq);

/// <summary>Rows of a table that belong to no invoice of their tenant.</summary>
public sealed record ScannedStrays(string Table, long Rows);
