namespace Triage.PlainService.Rows;

/// <param name="Number">Of the key under which it was found, from 1.</param>
internal sealed record TwinRow(long Number, string Invoice, byte[] TwinSummary);
