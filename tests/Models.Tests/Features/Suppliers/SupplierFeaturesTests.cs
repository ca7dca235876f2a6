using CsCheck;
using Triage.Models.Features.Suppliers;
using Triage.Models.Scoring.Suppliers;
using Triage.Models.Scoring.Trees;

namespace Triage.Models.Tests.Features.Suppliers;

public sealed class SupplierFeaturesTests
{
    private static readonly SupplierNameIndex Index = new([
        ("1", "NORTHGATE HOSPITAL NHS FOUNDATION TRUST"), ("1", "NORTHGATE ROYAL INFIRMARY"), ("2", "NORTHGATE COUNTY COUNCIL"), ("3", "FEN AND MARSH CHILDRENS HOSPICES"),
        ("4", "LARCH HOUSE SURGERY"), ("5", "LARCH HOUSE PHARMACY"), ("6", "MARSH DENTAL LIMITED"),
    ]);

    private static readonly string[] Names = ["NORTHGATE", "LARCH HO", "T A", "THE 7", "NHSFT TOTAL LARCH", "FMCH 12"];

    [Theory]
    [InlineData("Northgate Hosp NHSFT", "1")]
    [InlineData("NHS FOUNDATION TRUST NORTHGATE HOSPITAL", "1")]
    [InlineData("FMCH", "3")]
    [InlineData("LARCH HOUSE SURG", "4")]
    [InlineData("Xyz Ltd T/A Marsh Dental", "6")]
    public void Extract_offers_who_is_meant(string name, string supplier) => Assert.Contains(supplier, new SupplierFeatures(Index).Extract(name).Suppliers);

    [Fact]
    public void Extract_offers_nobody_for_a_name_that_shares_nothing()
    {
        Assert.Equal(0, new SupplierFeatures(Index).Extract("QQQQ").Count);
        Assert.Equal(0, new SupplierFeatures(Index).Extract("??").Count);
    }

    [Theory]
    [InlineData("LARCH HOUSE SURGERY", "kind_same", 1)]
    [InlineData("LARCH HOUSE", "kind_same", -1)]
    [InlineData("LARCH HOUSE CHEMIST", "kind_same", 0)]
    [InlineData("LARCH", "asked_is_cut", 1)]
    [InlineData("SURGERY LARCH HOUSE", "same_words", 1)]
    [InlineData("LARCH HOUSE SURGERY", "grams.rank", 0)]
    public void Extract_says_what_speaks_for_a_supplier(string name, string feature, float value)
    {
        var candidates = new SupplierFeatures(Index).Extract(name);
        Assert.Equal(value, candidates.FeaturesOf(candidates.Suppliers.IndexOf("4"))[SupplierFeatures.Schema.Names.IndexOf(feature)]);
    }

    [Fact]
    public void Extract_gives_numbers_and_the_same_ones_again() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Names.Length - 1].Select(at => Names[at])).Sample(name =>
        {
            var features = new SupplierFeatures(Index);
            var (one, again) = (features.Extract(name), features.Extract(name));
            Assert.Equal(one.Suppliers, again.Suppliers);
            for (var candidate = 0; candidate < one.Count; candidate++)
            {
                Assert.All(one.FeaturesOf(candidate).ToArray(), value => Assert.True(float.IsFinite(value)));
                Assert.Equal(one.FeaturesOf(candidate).ToArray(), again.FeaturesOf(candidate).ToArray());
            }
        });

    [Fact]
    public void Rank_names_each_supplier_once_and_promises_no_more_than_certainty()
    {
        // One split on the trigrams' cosine: what is like enough is likely.
        var trees = new TreeEnsemble(SupplierFeatures.Schema.Count, 0, [new([0, -1, -1], [0.3f, 0, 0], [1, 0, 0], [2, 0, 0], [0, -3, 3])]);
        var ranked = new SupplierMatcher(trees, first: null).Match("NORTHGATE HOSPITAL ROYAL INFIRMARY", new(Index), 9);
        Assert.Equal("1", ranked[0].Supplier);
        Assert.Equal(ranked.Length, ranked.Select(suggestion => suggestion.Supplier).Distinct().Count());
        Assert.InRange(ranked.Sum(suggestion => suggestion.Probability), 0, 1.000001);
        Assert.Equal(ranked.Select(suggestion => suggestion.Probability).OrderDescending(), ranked.Select(suggestion => suggestion.Probability));
    }
}
