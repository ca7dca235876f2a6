using CsCheck;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class TwinSummaryCodecTests
{
    private const string StoredHex = "0104090E434E2D37C3A90A434E374508474250A4BC01F09A5A00FFFFFFFFFFFFFFFFFF01060C494E563132";

    private static readonly TwinSummary Stored = new()
    {
        Kind = InvoiceKind.CreditNote,
        SupplierHash = -5,
        Number = "CN-7\u00E9",
        NumberNormalised = "CN7E",
        Currency = "GBP",
        AmountMinor = 12050,
        IssueDay = 739000,
        PurchaseOrderHash = 0,
        LinesHash = long.MinValue,
        LineCount = 3,
        CorrectsNormalised = "INV12",
    };

    private static readonly Gen<string?> Text = Gen.Select(
        Gen.Int[0, 4],
        Gen.String.AlphaNumeric,
        (kind, letters) => kind == 0 ? null : kind == 1 ? "" : letters + "\u00E9\u5E74");

    private static readonly Gen<TwinSummary> Any = Gen.Select(
        Gen.Enum<InvoiceKind>(),
        Gen.Long.Array[4],
        Gen.Int.Array[2],
        Text.Array[4]).Select((kind, longs, ints, texts) => new TwinSummary
        {
            Kind = kind,
            SupplierHash = longs[0],
            AmountMinor = longs[1],
            PurchaseOrderHash = longs[2],
            LinesHash = longs[3],
            IssueDay = ints[0],
            LineCount = ints[1],
            Number = texts[0],
            NumberNormalised = texts[1],
            Currency = texts[2] ?? "",
            CorrectsNormalised = texts[3],
        });

    [Fact]
    public void Encode_known_summary_never_changes() => Assert.Equal(StoredHex, Convert.ToHexString(TwinSummaryCodec.Encode(Stored)));

    [Fact]
    public void Decode_stored_bytes_give_the_summary() => Assert.Equal(Stored, TwinSummaryCodec.Decode(Convert.FromHexString(StoredHex)));

    [Fact]
    public void Decode_what_Encode_wrote_gives_it_back() =>
        Any.Sample(summary => TwinSummaryCodec.Decode(TwinSummaryCodec.Encode(summary)) == summary);

    [Fact]
    public void Decode_any_part_or_more_than_the_whole_is_refused()
    {
        var bytes = Convert.FromHexString(StoredHex);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<FormatException>(() => TwinSummaryCodec.Decode(bytes.AsSpan(0, length)));
        }

        Assert.Throws<FormatException>(() => TwinSummaryCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Decode_unknown_version_is_refused() => Assert.Throws<FormatException>(() => TwinSummaryCodec.Decode([2, .. Convert.FromHexString(StoredHex)[1..]]));

    [Fact]
    public void Decode_arbitrary_bytes_give_a_summary_or_FormatException() => Gen.Byte.Array[0, 80].Sample(bytes =>
    {
        try
        {
            TwinSummaryCodec.Decode([TwinSummaryCodec.Version, .. bytes]);
        }
        catch (FormatException)
        {
        }
    });

    [Fact]
    public void Of_lines_in_another_order_give_the_same_summary()
    {
        var turned = Invoices.Plain with { Lines = [.. Invoices.Plain.Lines.Reverse()] };
        Assert.Equal(TwinSummary.Of(Invoices.Plain), TwinSummary.Of(turned));
    }

    [Fact]
    public void Of_invoice_with_corrected_number_corrects_nothing() =>
        Assert.Null(TwinSummary.Of(Invoices.Plain with { CorrectsInvoiceNumber = "INV-1" }).CorrectsNormalised);
}
