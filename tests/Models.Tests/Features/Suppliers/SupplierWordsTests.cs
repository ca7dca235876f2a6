using CsCheck;
using Triage.Models.Features.Suppliers;

namespace Triage.Models.Tests.Features.Suppliers;

public sealed class SupplierWordsTests
{
    [Theory]
    [InlineData("Northgate Hosp NHS FT", "NORTHGATE HOSPITAL NHS FOUNDATION TRUST")]
    [InlineData("NORTHGATE HOSPITALS NHSFT", "NORTHGATE HOSPITAL NHS FOUNDATION TRUST")]
    [InlineData("The Mill & Lock Surgery Ltd", "MILL LOCK SURGERY")]
    [InlineData("Eastmoor CCG", "EASTMOOR CLINICAL COMMISSIONING GROUP")]
    [InlineData("Larch Healthcare Community Interest Company", "LARCH HEALTH CARE")]
    [InlineData("004411LARCH HOUSE", "004411 LARCH HOUSE")]
    [InlineData("LARCHAA HOUSEAA TRUST", "LARCH HOUSE TRUST")]
    [InlineData("Limited", "LIMITED")]
    [InlineData("The", "THE")]
    [InlineData("!", "")]
    public void Of_writes_names_in_one_way(string name, string words) => Assert.Equal(words, string.Join(' ', SupplierWords.Of(name).Words));

    [Theory]
    [InlineData("Fen Ltd T/A Marsh Dental", "FEN|MARSH DENTAL")]
    [InlineData("Fen Limited trading as Marsh Dental", "FEN|MARSH DENTAL")]
    [InlineData("FEN LIMITED TOTAL MARSH DENTAL", "FEN|MARSH DENTAL")]
    [InlineData("TOTAL FUEL", "TOTAL FUEL")]
    [InlineData("SUM TOTAL", "SUM TOTAL")]
    public void Of_cuts_where_one_name_stands_for_another(string name, string parts) =>
        Assert.Equal(parts, string.Join('|', SupplierWords.Of(name).Parts.Select(part => string.Join(' ', part))));

    [Theory]
    [InlineData("Fen Ltd", "Limited")]
    [InlineData("Fen Public Limited Company", "PublicLimited")]
    [InlineData("Fen Community Interest Company", "CommunityInterest")]
    [InlineData("Fen", "Unsaid")]
    public void Of_keeps_the_legal_form_aside(string name, string form) => Assert.Equal(form, SupplierWords.Of(name).Form.ToString());

    [Fact]
    public void Of_words_are_those_of_the_parts() => Gen.String.Sample(name =>
    {
        var words = SupplierWords.Of(name);
        Assert.Equal(words.Words, words.Parts.SelectMany(part => part));
        Assert.All(words.Words, word => Assert.NotEqual("", word));
    });
}
