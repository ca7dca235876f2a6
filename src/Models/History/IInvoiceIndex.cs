using System.Collections.Immutable;
using Triage.Models.Gating;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.History;

/// <summary>Lists invoices by what they are now.</summary>
public interface IInvoiceIndex
{
    /// <summary>Newest first.</summary>
    ValueTask<ImmutableArray<InvoiceRow>> ListAsync(InvoiceQuery query, CancellationToken cancellationToken = default);
}

/// <summary>Every filter given must fit; an empty list filters nothing.</summary>
public sealed record InvoiceQuery
{
    public required string Tenant { get; init; }
    public required int CountMax { get; init; }

    /// <summary>Only invoices that arrived before this one of a row.</summary>
    public long BeforeArrival { get; init; } = long.MaxValue;
    public ImmutableArray<InvoiceStatus> Statuses { get; init; } = [];
    public ImmutableArray<CodingStatus> Codings { get; init; } = [];
    public ImmutableArray<PaymentStatus> Payments { get; init; } = [];
    public VerdictKind Verdict { get; init; }

    /// <summary>The caller's scope; <c>null</c>: every facility.</summary>
    public ImmutableArray<string>? FacilityScope { get; init; }
    public string? Facility { get; init; }
    public string? ServiceLine { get; init; }
    public string? SourceSystem { get; init; }
    public string? SupplierId { get; init; }
    public ExceptionCode? Exception { get; init; }
    public long ReceivedFromMicros { get; init; } = long.MinValue;
    public long ReceivedBeforeMicros { get; init; } = long.MaxValue;
}

/// <param name="Arrival">Orders the tenant's invoices by when they came; it means nothing else.</param>
public sealed record InvoiceRow(
    InvoiceKey Key,
    long Arrival,
    InvoiceStatus Status,
    VerdictKind Verdict,
    VerdictKind WouldBe,
    long ExceptionBits,
    InvoiceKind Kind,
    string? SupplierId,
    string? SupplierInvoiceNumber,
    string? Facility,
    string? ServiceLine,
    string Currency,
    long? TotalMinor,
    DateOnly? IssueDate,
    long ReceivedAtMicros,
    CodingStatus Coding,
    PaymentStatus Payment);
