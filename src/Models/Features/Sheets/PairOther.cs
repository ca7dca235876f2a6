namespace Triage.Models.Features.Sheets;

/// <param name="InvoiceId">Of the other bill.</param>
/// <param name="AreNumbered">Both bills have a number.</param>
public readonly record struct PairOther(string InvoiceId, bool AreNumbered);
