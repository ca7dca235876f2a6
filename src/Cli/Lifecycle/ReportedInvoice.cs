using System.Text.Json.Serialization;
using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>Where the invoice of a single report stands afterwards.</summary>
internal sealed record ReportedInvoice(
    [property: JsonPropertyName("invoice_id")] string InvoiceId,
    [property: JsonPropertyName("standing")] string Standing,
    [property: JsonPropertyName("invoice_status")] string InvoiceStatus,
    [property: JsonPropertyName("coding_status")] string CodingStatus,
    [property: JsonPropertyName("payment_status")] string PaymentStatus)
{
    public static ReportedInvoice Of(ReportResponse response) => new(
        response.InvoiceId,
        ProtoNames.Of(response.Standing),
        ProtoNames.Of(response.InvoiceStatus),
        ProtoNames.Of(response.CodingStatus),
        ProtoNames.Of(response.PaymentStatus));
}
