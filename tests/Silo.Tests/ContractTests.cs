using Google.Protobuf.Reflection;
using Triage.Protos.V1;
using Triage.Silo.Access;
using Triage.Silo.Intake;

namespace Triage.Silo.Tests;

public sealed class ContractTests
{
    [Fact]
    public void AllowedRoles_every_rpc_of_the_contract_has_a_policy()
    {
        var rpcs = IntakeReflection.Descriptor.Services.SelectMany(s => s.Methods.Select(m => $"/{s.FullName}/{m.Name}")).ToArray();
        Assert.NotEmpty(rpcs);
        Assert.All(rpcs, rpc => Assert.NotEmpty(RpcAccess.AllowedRoles[rpc]));
        Assert.Equal(rpcs.Length, RpcAccess.AllowedRoles.Count);
    }

    [Theory]
    [InlineData(typeof(Models.Gating.ExceptionCode), typeof(Protos.V1.ExceptionCode))]
    [InlineData(typeof(Models.Gating.Check), typeof(Protos.V1.Check))]
    [InlineData(typeof(Models.Gating.VerdictKind), typeof(Protos.V1.VerdictKind))]
    [InlineData(typeof(Models.Gating.Severity), typeof(Protos.V1.Severity))]
    [InlineData(typeof(Models.Gating.TriageCause), typeof(Protos.V1.TriageCause))]
    [InlineData(typeof(Models.Intake.InvoiceKind), typeof(Protos.V1.InvoiceKind))]
    [InlineData(typeof(Models.Intake.Reference), typeof(Protos.V1.Reference))]
    [InlineData(typeof(Models.Lifecycle.InvoiceStatus), typeof(Protos.V1.InvoiceStatus))]
    [InlineData(typeof(Models.Lifecycle.CodingStatus), typeof(Protos.V1.CodingStatus))]
    [InlineData(typeof(Models.Lifecycle.PaymentStatus), typeof(Protos.V1.PaymentStatus))]
    [InlineData(typeof(SubmitWait), typeof(Wait))]
    public void Enums_numbers_are_those_of_the_contract(Type domain, Type wire) =>
        Assert.Equal(
            Enum.GetValues(wire).Cast<object>().Where(v => (int)v != 0).Select(v => $"{v}={(int)v}"),
            Enum.GetValues(domain).Cast<object>().Where(v => Convert.ToInt32(v, null) != 0).Select(v => $"{v}={Convert.ToInt32(v, null)}"));

    [Fact]
    public void ToDomain_every_field_survives_the_way_there_and_back()
    {
        var invoice = Whole();
        Assert.All(Invoice.Descriptor.Fields.InDeclarationOrder(), field => Assert.True(IsSet(field, invoice), $"{field.Name} is not set by the test"));
        var violations = new Violations();
        var domain = InvoiceMapping.ToDomain(invoice, "invoice", violations);
        violations.ThrowIfAny();
        Assert.Equal(invoice, InvoiceMapping.ToProto(domain));
    }

    [Fact]
    public void ToDomain_everything_wrong_is_named_at_once()
    {
        var violations = new Violations();
        InvoiceMapping.ToDomain(new Invoice { Currency = "usd", IssueDate = "2026-02-30", Lines = { new InvoiceLine(), new InvoiceLine { LineId = "a\0", Quantity = "1e3", AmountMinor = long.MaxValue } } }, "invoice", violations);
        var failure = Assert.Throws<Grpc.Core.RpcException>(violations.ThrowIfAny);
        var fields = Grpc.Core.RpcExceptionExtensions.GetRpcStatus(failure)!.GetDetail<Google.Rpc.BadRequest>().FieldViolations.Select(v => v.Field).ToArray();
        string[] expected =
        [
            "invoice.source_system", "invoice.source_invoice_id", "invoice.kind", "invoice.supplier", "invoice.issue_date", "invoice.currency",
            "invoice.lines[0].line_id", "invoice.lines[1].line_id", "invoice.lines[1].quantity", "invoice.lines[1].amount_minor",
        ];
        Assert.Equal(expected.Order(), fields.Order());
    }

    private static bool IsSet(FieldDescriptor field, Invoice invoice) =>
        field.IsRepeated ? ((System.Collections.IList)field.Accessor.GetValue(invoice)).Count > 0
        : field.HasPresence ? field.Accessor.HasValue(invoice)
        : field.Accessor.GetValue(invoice) is not ("" or 0);

    private static Invoice Whole() => new()
    {
        SourceSystem = "erp", SourceInvoiceId = "1", Kind = Protos.V1.InvoiceKind.CreditNote,
        Supplier = new Supplier { SupplierId = "S", Name = "N" }, SupplierInvoiceNumber = "a", CorrectsInvoiceNumber = "b",
        IssueDate = "2026-01-01", ServiceDate = "2026-01-02", ReceiptDate = "2026-01-03", DueDate = "2026-01-04",
        Discount = new Protos.V1.DiscountTerms { RateBasisPoints = 200, UntilDate = "2026-01-05" },
        Currency = "GBP", NetAmountMinor = 1, TaxAmountMinor = 2, TotalAmountMinor = 3, PurchaseOrder = "c", Contract = "d",
        PatientAccountRef = "e", Payer = "f", Facility = "g", ServiceLine = "h", Department = "i", CostCentre = "j",
        RemitTo = new RemitTo { Account = "k", Bank = "l" },
        Attachments = { new Protos.V1.Attachment { AttachmentId = "m", FileName = "n", MediaType = "o", Sha256 = Google.Protobuf.ByteString.CopyFrom(new byte[32]) } },
        Lines =
        {
            new Protos.V1.InvoiceLine
            {
                LineId = "p", Text = "q", Quantity = "1.5", Unit = "r", UnitPrice = "0.000001", AmountMinor = -4, TaxAmountMinor = 5,
                ItemCode = "s", ServiceCode = "t", AccountCode = "u", CostCentre = "v",
            },
        },
    };
}
