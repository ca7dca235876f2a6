using Triage.Models.Intake;

namespace Triage.Models.Lifecycle;

/// <summary>What one system says happened to an invoice there. A detail is <c>null</c> where the fact has none or the source did not say.</summary>
[GenerateSerializer, Immutable, Alias("triage.StatusReport")]
public sealed record StatusReport
{
    [Id(0)] public required string Source { get; init; }

    /// <summary>The source's own id of what happened: with the source it names the report within the tenant.</summary>
    [Id(1)] public required string EventId { get; init; }

    /// <summary>By the source's clock.</summary>
    [Id(2)] public required long OccurredAtMicros { get; init; }
    [Id(3)] public required ReportedFact Fact { get; init; }

    /// <summary>Posted: the ERP's number for it.</summary>
    [Id(4)] public string? Document { get; init; }

    /// <summary>Refused, failed, reversed: the source's reason code.</summary>
    [Id(5)] public string? Code { get; init; }

    /// <summary>Scheduled: for when; paid: the value date.</summary>
    [Id(6)] public DateOnly? Date { get; init; }

    /// <summary>Of this payment alone.</summary>
    [Id(7)] public long? AmountMinor { get; init; }
    [Id(8)] public string? Currency { get; init; }

    /// <summary>The payment's reference at the bank: tells two payments from one that two systems report.</summary>
    [Id(9)] public string? PaymentRef { get; init; }
    [Id(10)] public Reference? Reference { get; init; }

    /// <summary>
    /// A reference: whether the invoice lacked it, had it, or had another when this came. Kept with the report, so that history
    /// says the same after the values were destroyed.
    /// </summary>
    [Id(11)] public ReportStanding? AsReference { get; init; }

    /// <summary>Sensitive: the reference may be a patient's account.</summary>
    [Id(12)] public string? Value { get; init; }

    /// <summary>Sensitive: free text.</summary>
    [Id(13)] public string? Text { get; init; }

    public string Name => $"{Source}/{EventId}";

    // Records print their members; a report holds free text, so it does not.
    public override string ToString() => $"{Name} {Fact}";
}
