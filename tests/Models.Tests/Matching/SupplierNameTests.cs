using CsCheck;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class SupplierNameTests
{
    [Theory]
    [InlineData("Acme Supplies Ltd", "ACME SUPPLIES")]
    [InlineData("ACME  SUPPLIES LIMITED.", "ACME SUPPLIES")]
    [InlineData("Acme-Supplies, P.L.C.", "ACME SUPPLIES")]
    [InlineData("M\u00FCller GmbH & Co. KG", "MULLER")]
    [InlineData("Smith & Sons, Inc", "SMITH AND SONS")]
    [InlineData("O'Brien L.L.C.", "OBRIEN")]
    [InlineData("Limited", "LIMITED")]
    [InlineData("Zoe\u0308 Care", "ZOE CARE")]
    public void Normalise_spellings_of_one_name_are_equal(string written, string expected) =>
        Assert.Equal(expected, SupplierName.Normalise(written));

    [Theory]
    [InlineData(null)]
    [InlineData(" -- ")]
    public void Normalise_nothing_left_is_null(string? written) => Assert.Null(SupplierName.Normalise(written));

    [Fact]
    public void Normalise_is_idempotent() => Gen.OneOf<string>(Gen.String, Gen.String["aL t&.d\u00E9C"]).Sample(written =>
    {
        var once = SupplierName.Normalise(written);
        return SupplierName.Normalise(once) == once;
    });

    [Fact]
    public void Of_id_goes_before_name()
    {
        var named = Invoices.Plain with { SupplierId = null };
        Assert.Equal(6395471756422313842, SupplierFingerprint.Of(Invoices.Plain));
        Assert.Equal(6395471756422313842, SupplierFingerprint.Of(Invoices.Plain with { SupplierName = "Other" }));
        Assert.Equal(-8727424644892901591, SupplierFingerprint.Of(named));
        Assert.Equal(-8727424644892901591, SupplierFingerprint.Of(named with { SupplierId = " ", SupplierName = "acme supplies PLC" }));
        Assert.Equal(SupplierFingerprint.Unknown, SupplierFingerprint.Of(named with { SupplierName = "--" }));
    }
}
