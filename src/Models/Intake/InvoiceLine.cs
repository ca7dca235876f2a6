namespace Triage.Models.Intake;

[GenerateSerializer, Immutable, Alias("triage.InvoiceLine")]
public sealed record InvoiceLine
{
    [Id(0)] public required string LineId { get; init; }

    /// <summary>Sensitive: free text.</summary>
    [Id(1)] public string? Text { get; init; }
    [Id(2)] public decimal? Quantity { get; init; }
    [Id(3)] public string? Unit { get; init; }

    /// <summary>Price of one unit in major units of the currency.</summary>
    [Id(4)] public decimal? UnitPrice { get; init; }
    [Id(5)] public required long AmountMinor { get; init; }
    [Id(6)] public long? TaxMinor { get; init; }
    [Id(7)] public string? ItemCode { get; init; }
    [Id(8)] public string? ServiceCode { get; init; }
    [Id(9)] public string? AccountCode { get; init; }
    [Id(10)] public string? CostCentre { get; init; }

    public override string ToString() => LineId;
}
