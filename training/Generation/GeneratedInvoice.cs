using Triage.Protos.V1;

namespace Triage.Training.Generation;

/// <param name="Problem">What was planted; <c>null</c> for nothing.</param>
/// <param name="RelatedSourceInvoiceId">The invoice that a planted duplicate copies or a credit corrects.</param>
public sealed record GeneratedInvoice(Invoice Invoice, PlantedProblem? Problem, string? RelatedSourceInvoiceId);
