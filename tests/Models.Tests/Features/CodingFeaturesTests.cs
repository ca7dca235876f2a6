using CsCheck;
using Triage.Models.Features.Coding;

namespace Triage.Models.Tests.Features;

public sealed class CodingFeaturesTests
{
    private static readonly Gen<CodingQuestion> Question = Gen.Select(Gen.Long[0, 3], Gen.Long[0, 4], Gen.Long[-50, 50], Gen.Int[1, 40], Gen.OneOf(Gen.Int[737_000, 737_100], Gen.Const(0), Gen.Const(CodingQuestions.DayMin), Gen.Const(CodingQuestions.DayMax)))
        .Select((supplier, place, amount, lines, day) => new CodingQuestion(supplier, supplier / 2, 7, place, place / 2, amount * 100, amount * 300, lines, 1, 0, false, day));

    private static readonly Gen<(CodingQuestion, string)[]> History =
        Gen.Select(Question, Gen.Int[0, 40].Select(code => $"8{code:00}")).Select((question, code) => (question, code)).Array[0, 300];

    [Fact]
    public void Extract_the_same_history_gives_the_same_features_whatever_was_asked_before()
    {
        Gen.Select(History, Question, Question).Sample((known, first, second) =>
        {
            var (fresh, used) = (new CodingFeatures(), new CodingFeatures());
            var (one, other) = (new CodingCandidates(), new CodingCandidates());
            used.Extract(first, Of(known), other);
            used.Extract(second, Of(known), other);
            fresh.Extract(second, Of(known), one);
            Assert.Equal(one.Codes, other.Codes);
            for (var candidate = 0; candidate < one.Count; candidate++)
            {
                Assert.Equal(one.FeaturesOf(candidate), other.FeaturesOf(candidate));
            }
        });
    }

    [Fact]
    public void Extract_features_are_numbers_and_candidates_are_different_codes_of_history()
    {
        Gen.Select(History, Question).Sample((known, question) =>
        {
            var history = Of(known);
            var candidates = new CodingCandidates();
            new CodingFeatures().Extract(question, history, candidates);
            var codes = candidates.Codes.ToArray().Select(history.CodeOf).ToArray();
            Assert.Equal(codes.Length, codes.Distinct().Count());
            Assert.Subset(known.Select(line => line.Item2).ToHashSet(), codes.ToHashSet());
            for (var candidate = 0; candidate < candidates.Count; candidate++)
            {
                foreach (var value in candidates.FeaturesOf(candidate))
                {
                    Assert.True(float.IsFinite(value));
                }
            }
        });
    }

    [Fact]
    public void Extract_a_code_confirmed_for_the_same_supplier_and_place_is_offered()
    {
        Gen.Select(History, Question.Where(question => question is { Supplier: > 0, Place: > 0 })).Sample((known, question) =>
        {
            var history = Of(known);
            history.Add(question, "the one");
            var candidates = new CodingCandidates();
            new CodingFeatures().Extract(question, history, candidates);
            // Of one supplier, place and amount at most four codes are offered, the most frequent.
            var same = known.Count(line => line.Item1.Supplier == question.Supplier && line.Item1.Place == question.Place && line.Item1.AmountMinor == question.AmountMinor);
            Assert.True(same > 3 || candidates.Codes.ToArray().Select(history.CodeOf).Contains("the one"));
        });
    }

    [Fact]
    public void Extract_suppliers_without_a_name_share_no_history_and_days_not_known_no_age()
    {
        var (unnamed, named) = (new CodingQuestion(0, 0, 7, 3, 3, 100, 100, 1, 1, 0, false, 737_000), new CodingQuestion(5, 5, 7, 0, 0, 100, 100, 1, 1, 0, false, 0));
        var history = Of([(unnamed, "81"), (named, "82")]);
        var candidates = new CodingCandidates();
        foreach (var (question, isUnnamed) in new[] { (unnamed, true), (named, false) })
        {
            Assert.Equal(isUnnamed, IsNew(history, question, CodingLevel.Supplier));
            Assert.Equal(!isUnnamed, IsNew(history, question, CodingLevel.Place));
            Assert.True(IsNew(history, question, CodingLevel.SupplierPlace));
            new CodingFeatures().Extract(question, history, candidates);
            var features = candidates.FeaturesOf(0);
            Assert.Equal(CodingFeatures.Missing, features[At("like_here.wide")]);
            Assert.Equal(isUnnamed, features[At("like.wide")] == CodingFeatures.Missing);
            Assert.Equal(isUnnamed, features[At("weekday")] != CodingFeatures.Missing);
            Assert.Equal(isUnnamed, features[At("Place.age_days")] != CodingFeatures.Missing);
            Assert.Equal(CodingFeatures.Missing, features[At("Supplier.age_days")]);
        }

        static int At(string name) => CodingFeatures.Schema.Names.IndexOf(name);
    }

    [Fact]
    public void Extract_an_items_code_is_offered_whoever_bills_it_and_lines_without_an_item_share_none()
    {
        CodingQuestion Bill(long supplier, long item, long service) => new(supplier, supplier, 7, 3, 3, 100, 100, 1, 1, 0, false, 737_000) { Item = item << 40, Service = service << 40 };
        // More of everything else than is offered.
        var history = Of([(Bill(9, 5, 0), "gloves"), (Bill(9, 0, 6), "repairs"), .. Enumerable.Range(0, 400).Select(i => (Bill(4, 0, 0), $"{i % 40}"))]);
        var candidates = new CodingCandidates();
        foreach (var (question, code, level) in new[] { (Bill(4, 5, 0), "gloves", CodingLevel.AnywhereItem), (Bill(4, 0, 6), "repairs", CodingLevel.AnywhereService), (Bill(9, 5, 0), "gloves", CodingLevel.SupplierItem), (Bill(9, 0, 6), "repairs", CodingLevel.SupplierService) })
        {
            new CodingFeatures().Extract(question, history, candidates);
            Assert.Equal(1, candidates.FeaturesOf(candidates.Codes.IndexOf(history.NumberOf(code)))[CodingFeatures.Schema.Names.IndexOf($"{level}.share")]);
        }

        Assert.All(new[] { CodingLevel.SupplierItem, CodingLevel.AnywhereItem, CodingLevel.AnywhereService }, level => Assert.True(IsNew(history, Bill(4, 0, 0), level)));
        Assert.False(IsNew(history, Bill(4, 5, 0), CodingLevel.AnywhereItem));
        Assert.True(IsNew(history, Bill(4, 5, 0), CodingLevel.SupplierItem));
    }

    [Fact]
    public void Extract_a_multiple_of_a_price_speaks_for_the_code_of_the_price()
    {
        CodingQuestion Bill(long amount) => new(5, 5, 7, 3, 3, amount, amount, 1, 1, 0, false, 737_000);
        var candidates = new CodingCandidates();
        var history = Of([(Bill(485), "goods"), (Bill(1940), "goods"), (Bill(1000), "other")]);
        foreach (var (amount, ofGoods) in new[] { (970L, 1f), (97L, 1f), (3000L, 0f), (1001L, CodingFeatures.Missing) })
        {
            new CodingFeatures().Extract(Bill(amount), history, candidates);
            Assert.Equal(ofGoods, candidates.FeaturesOf(candidates.Codes.IndexOf(history.NumberOf("goods")))[CodingFeatures.Schema.Names.IndexOf("multiples.supplier_place")]);
        }
    }

    [Fact]
    public void Extract_words_of_a_name_never_seen_speak_for_the_codes_of_its_likes_and_those_of_a_well_known_one_are_not_asked()
    {
        static CodingQuestion Bill(long supplier, string name) => new(supplier, supplier, 7, 3, 3, 100, 100, 1, 1, 0, false, 737_000) { SupplierWords = NameWords.Of(name) };
        var history = Of([.. Enumerable.Range(0, 30).Select(i => (Bill(5, "Acme Catering Ltd"), "food")), .. Enumerable.Range(0, 60).Select(i => (Bill(6, "Acme Dressings Ltd"), $"{i % 30}"))]);
        var candidates = new CodingCandidates();
        foreach (var (question, isAsked) in new[] { (Bill(8, "Northern Catering plc"), true), (Bill(5, "Acme Catering Ltd"), false) })
        {
            new CodingFeatures().Extract(question, history, candidates);
            var features = candidates.FeaturesOf(candidates.Codes.IndexOf(history.NumberOf("food")));
            foreach (var level in new[] { WordLevel.SupplierWords, WordLevel.AnywhereSupplierWords })
            {
                Assert.Equal(isAsked ? 1 : CodingFeatures.Missing, features[CodingFeatures.Schema.Names.IndexOf($"{level}.share")]);
            }

            Assert.Equal(CodingFeatures.Missing, features[CodingFeatures.Schema.Names.IndexOf("PlaceWords.share")]);
        }
    }

    [Fact]
    public void Extract_posteriors_of_all_candidates_add_up_to_one()
    {
        Gen.Select(History, Question).Sample((known, question) =>
        {
            var candidates = new CodingCandidates();
            new CodingFeatures().Extract(question, Of(known), candidates);
            foreach (var name in new[] { "posterior.lines", "posterior.recent" })
            {
                var at = CodingFeatures.Schema.Names.IndexOf(name);
                Assert.Equal(candidates.Count == 0 ? 0 : 1, Enumerable.Range(0, candidates.Count).Sum(candidate => candidates.FeaturesOf(candidate)[at]), 1e-4);
            }
        });
    }

    [Fact]
    public void Extract_an_amount_like_a_codes_own_speaks_for_it()
    {
        CodingQuestion Bill(long amount) => new(5, 5, 7, 3, 3, amount, amount, 1, 1, 0, false, 737_000);
        var history = Of(Enumerable.Range(0, 20).SelectMany(i => new[] { (Bill(1003 + i), "small"), (Bill(900_007 + 13 * i), "large") }));
        var candidates = new CodingCandidates();
        new CodingFeatures().Extract(Bill(1_100_003), history, candidates);
        var posterior = CodingFeatures.Schema.Names.IndexOf("law.posterior");
        Assert.True(
            candidates.FeaturesOf(candidates.Codes.IndexOf(history.NumberOf("large")))[posterior]
            > candidates.FeaturesOf(candidates.Codes.IndexOf(history.NumberOf("small")))[posterior]);
    }

    [Fact]
    public void Extract_before_any_confirmation_offers_nothing()
    {
        var candidates = new CodingCandidates();
        new CodingFeatures().Extract(new(1, 1, 1, 1, 1, 100, 100, 1, 1, 0, false, 737_000), new(), candidates);
        Assert.Equal(0, candidates.Count);
    }

    [Fact]
    public void Schema_names_are_all_different()
    {
        Assert.Equal(CodingFeatures.Schema.Count, CodingFeatures.Schema.Names.Distinct().Count());
        Assert.Matches("^[0-9a-f]{64}$", CodingFeatures.Schema.Sha256);
    }

    private static CodingHistory Of(IEnumerable<(CodingQuestion Question, string Code)> known)
    {
        var history = new CodingHistory();
        foreach (var (question, code) in known)
        {
            history.Add(question, code);
        }

        return history;
    }

    private static bool IsNew(CodingHistory history, in CodingQuestion question, CodingLevel level)
    {
        var features = new CodingFeatures();
        features.Extract(question, history, new CodingCandidates());
        return features.IsNew(level);
    }
}
