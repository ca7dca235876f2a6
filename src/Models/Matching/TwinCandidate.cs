namespace Triage.Models.Matching;

/// <summary>An invoice found under at least one shared blocking key.</summary>
public sealed record TwinCandidate(string InvoiceId, TwinSummary Summary);
