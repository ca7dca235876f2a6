using Google.Protobuf;
using Grpc.Core;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Tests;

public sealed class InvoiceFieldTests(SiloFixture silo)
{
    private const string Secret = "SECRET";

    public static TheoryData<string, string[]> BadTexts => new()
    {
        { "source_system", ["", " ", "a b", "a/b", "ümlaut", new string('a', 65), "a\n", "~41"] },
        { "source_invoice_id", ["", " ", new string('9', 129), "a\0b", "a\nb", "a\u202Eb", "a\u2066b", "a\u2028b", "\uD800", "\u007F", "x\r\nINFO forged"] },
        { "supplier_invoice_number", ["\0", "1\n2", "\u202A", new string('1', 1000)] },
        { "currency", ["", "usd", "ZZZ", "US", "USDX", "XXX", " GBP"] },
        { "issue_date", ["0001-01-01", "2025-02-30", "2025-2-3", "20250203", "1989-12-31", "2101-01-01", "2025-01-01T00:00:00Z", " 2025-01-01", "٢٠٢٥-01-01"] },
        { "facility", ["a\tb", new string('f', 129)] },
        { "lines[0].line_id", ["", new string('1', 65), "1\u20692"] },
        { "lines[0].text", ["\0", "\u0007", "\uDC00", new string('t', 1001)] },
        { "lines[0].quantity", ["1e5", "1,5", "+1", ".5", "5.", "1.2345678", "1000000000000", "--1", "NaN", "Infinity", "0x1", " 1", "١", "-"] },
        { "lines[0].unit_price", ["12.50 GBP", "1.234,56", "1e-1"] },
    };

    [Theory, MemberData(nameof(BadTexts))]
    public void ToDomain_bad_text_is_one_violation_under_its_path(string path, string[] values)
    {
        foreach (var value in values)
        {
            var invoice = Samples.Invoice("x");
            IMessage message = path.StartsWith("lines[0].", StringComparison.Ordinal) ? invoice.Lines[0] : invoice;
            message.Descriptor.FindFieldByName(path.Split('.')[^1]).Accessor.SetValue(message, value);
            var refused = Refused(invoice);
            var violation = Assert.Single(Samples.Violations(refused));
            Assert.Equal($"invoice.{path}", violation.Field);
        }
    }

    [Theory]
    [InlineData("O'Brien\"; DROP TABLE invoices;--")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("000123")]
    [InlineData("АBС-１２３")]
    [InlineData("emoji 😀")]
    public void ToDomain_odd_but_plain_number_is_kept_as_it_is(string number)
    {
        var invoice = Samples.Invoice(number);
        invoice.SupplierInvoiceNumber = number;
        var domain = Read(invoice);
        Assert.Equal((number, number), (domain.SourceInvoiceId, domain.SupplierInvoiceNumber));
    }

    [Fact]
    public async Task Submit_many_bad_fields_are_answered_at_once_without_their_values()
    {
        var invoice = Samples.Invoice($"{Secret}\n");
        invoice.Kind = (Proto.InvoiceKind)77;
        invoice.Currency = Secret;
        invoice.DueDate = Secret;
        invoice.Supplier = null;
        invoice.TotalAmountMinor = long.MinValue;
        invoice.Discount = new Proto.DiscountTerms { RateBasisPoints = -1, UntilDate = Secret };
        invoice.Attachments.Add(new Proto.Attachment { Sha256 = ByteString.CopyFromUtf8(Secret) });
        invoice.Lines.Add(new Proto.InvoiceLine { LineId = "1", AmountMinor = long.MaxValue, Quantity = Secret });
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(new Proto.SubmitRequest { Invoice = invoice }, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal(
            [
                "idempotency_key", "invoice.attachments[0].attachment_id", "invoice.attachments[0].sha256", "invoice.currency",
                "invoice.discount.rate_basis_points", "invoice.discount.until_date", "invoice.due_date", "invoice.kind", "invoice.lines",
                "invoice.lines[1].amount_minor", "invoice.lines[1].line_id", "invoice.lines[1].quantity", "invoice.source_invoice_id",
                "invoice.supplier", "invoice.total_amount_minor", "wait",
            ],
            Samples.Violations(refused).Select(v => v.Field).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Secret, refused.GetRpcStatus()?.ToString() + refused.Status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_empty_message_is_invalid()
    {
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(new Proto.SubmitRequest(), silo.Good()), StatusCode.InvalidArgument);
        Assert.Contains(Samples.Violations(refused), v => v.Field == "invoice");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task Submit_idempotency_key_missing_or_too_long_is_invalid(int length)
    {
        var request = Samples.Submit("key");
        request.IdempotencyKey = new string('k', length);
        var refused = await Samples.RefusedAsync(silo.Client.SubmitAsync(request, silo.Good()), StatusCode.InvalidArgument);
        Assert.Equal("idempotency_key", Assert.Single(Samples.Violations(refused)).Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void ToDomain_too_few_or_many_lines_is_invalid(int count)
    {
        var invoice = Samples.Invoice("x");
        invoice.Lines.Clear();
        invoice.Lines.Add(Enumerable.Range(0, count).Select(i => new Proto.InvoiceLine { LineId = $"{i}" }));
        Assert.Equal("invoice.lines", Assert.Single(Samples.Violations(Refused(invoice))).Field);
    }

    [Fact]
    public void ToDomain_lines_that_overflow_together_are_invalid()
    {
        var invoice = Samples.Invoice("x");
        invoice.Lines.Clear();
        invoice.Lines.Add(Enumerable.Range(0, 10_000).Select(i => new Proto.InvoiceLine { LineId = $"{i}", AmountMinor = Fields.AmountMax }));
        Assert.Equal("invoice.lines", Assert.Single(Samples.Violations(Refused(invoice))).Field);
    }

    [Fact]
    public void ToDomain_thousands_of_violations_fit_a_trailer()
    {
        var invoice = Samples.Invoice("x");
        invoice.Lines.Add(Enumerable.Range(0, 9_000).Select(_ => new Proto.InvoiceLine { Quantity = "bad", UnitPrice = "bad" }));
        var refused = Refused(invoice);
        Assert.Contains("27000", refused.Status.Detail, StringComparison.Ordinal);
        Assert.True(refused.GetRpcStatus()?.CalculateSize() < 6_000);
    }

    private static Models.Intake.Invoice Read(Proto.Invoice invoice)
    {
        var violations = new Violations();
        var domain = invoice.ToDomain(violations);
        violations.ThrowIfAny();
        return domain;
    }

    private static RpcException Refused(Proto.Invoice invoice) => Assert.Throws<RpcException>(() => Read(invoice));
}
