using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <param name="Problem">The kind that was planted; <c>null</c> for none.</param>
/// <param name="RelatedSourceInvoiceId">The invoice that a planted duplicate copies or a credit corrects.</param>
public sealed record GeneratedInvoice(Invoice Invoice, string? Problem, string? RelatedSourceInvoiceId);
