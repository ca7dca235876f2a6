namespace Triage.Clients;

internal sealed record ClientAnswer(string InvoiceId, string Status, bool Replay, string? Verdict = null, string? PayloadSha256 = null);
