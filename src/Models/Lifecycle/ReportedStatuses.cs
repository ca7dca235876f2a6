namespace Triage.Models.Lifecycle;

/// <summary>The three statuses of an invoice at one moment.</summary>
public readonly record struct ReportedStatuses(InvoiceStatus Invoice, CodingStatus Coding, PaymentStatus Payment);
