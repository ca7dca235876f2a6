using Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>An invoice or a bad row: exactly one of the two is set.</summary>
public readonly record struct LedgerEntry(LedgerInvoice? Invoice, BadRow? Bad);

/// <param name="IdempotencyKey">From the invoice's identity alone, so that sending a file again changes nothing.</param>
public sealed record LedgerInvoice(Invoice Invoice, string IdempotencyKey, long FirstLine, int Rows);

/// <param name="Line">Of the file, from 1.</param>
public sealed record BadRow(long Line, string Reason);
