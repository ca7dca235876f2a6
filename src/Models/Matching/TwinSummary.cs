using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>The facts of an invoice that the twin scorer compares, small enough to stand in the invoice's row.</summary>
public sealed record TwinSummary
{
    public required InvoiceKind Kind { get; init; }
    public required long SupplierHash { get; init; }
    public string? Number { get; init; }
    public string? NumberNormalised { get; init; }
    public required string Currency { get; init; }
    public required long AmountMinor { get; init; }
    public int IssueDay { get; init; }
    public long PurchaseOrderHash { get; init; }
    public long LinesHash { get; init; }
    public int LineCount { get; init; }

    /// <summary>Credit notes: the normalised number of the invoice they correct.</summary>
    public string? CorrectsNormalised { get; init; }
}
