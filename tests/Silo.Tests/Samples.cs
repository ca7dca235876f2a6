using Google.Protobuf.Collections;
using Google.Rpc;
using Grpc.Core;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

internal static class Samples
{
    public static Proto.Invoice Invoice(string id) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = id,
        Kind = Proto.InvoiceKind.Invoice,
        Supplier = new Proto.Supplier { SupplierId = "S1" },
        Currency = "GBP",
        Facility = "north",
        Lines = { new Proto.InvoiceLine { LineId = "1", AmountMinor = 100 } },
    };

    public static Proto.SubmitRequest Submit(string id) => new() { IdempotencyKey = $"key-{id}", Invoice = Invoice(id), Wait = Proto.Wait.Received };

    public static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode expected)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(expected, refused.StatusCode);
        Assert.DoesNotContain("   at ", refused.ToString().Split("\n   at ")[0] + refused.GetRpcStatus(), StringComparison.Ordinal);
        return refused;
    }

    public static string? Reason(RpcException refused) => refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;

    public static RepeatedField<BadRequest.Types.FieldViolation> Violations(RpcException refused) =>
        refused.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations ?? [];
}
