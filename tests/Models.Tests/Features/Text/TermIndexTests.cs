using CsCheck;
using Triage.Models.Features.Text;

namespace Triage.Models.Tests.Features.Text;

public sealed class TermIndexTests
{
    private static readonly Gen<string[]> Text = Gen.Char['A', 'D'].Array[1, 4].Select(letters => new string(letters)).Array[1, 4];

    [Fact]
    public void Nearest_is_what_comparing_with_every_text_gives() => Gen.Select(Text.Array[1, 30], Text).Sample((texts, asked) =>
    {
        var weights = new TermWeights(texts.Select(text => Terms.Grams(text, 3)));
        var vectors = texts.Select(text => weights.VectorOf(Terms.Grams(text, 3))).ToArray();
        var question = weights.VectorOf(Terms.Grams(asked, 3));
        var cosines = new float[texts.Length];
        var nearest = new List<int>();
        new TermIndex(weights, vectors).Nearest(question, 5, cosines, nearest);

        var all = vectors.Select(vector => question.Cosine(vector)).Where(cosine => cosine > 0).OrderDescending().Take(5).ToArray();
        Assert.Equal(all.Length, nearest.Count);
        Assert.All(nearest.Select((text, rank) => (text, rank)), found => Assert.Equal(all[found.rank], question.Cosine(vectors[found.text]), 1e-5));
        Assert.All(cosines, cosine => Assert.Equal(0, cosine));
    });

    [Fact]
    public void Nearest_of_equally_near_texts_are_the_first()
    {
        string[] text = ["SAME"];
        var weights = new TermWeights(Enumerable.Repeat(Terms.OfWords(text), 9));
        var vectors = Enumerable.Repeat(weights.VectorOf(Terms.OfWords(text)), 9).ToArray();
        var nearest = new List<int>();
        new TermIndex(weights, vectors).Nearest(vectors[0], 3, new float[9], nearest);
        Assert.Equal([0, 1, 2], nearest);
    }

    [Fact]
    public void VectorOf_is_one_long_and_shorter_where_words_are_unknown()
    {
        var weights = new TermWeights([Terms.OfWords(["A", "B"]), Terms.OfWords(["A", "C"])]);
        var known = weights.VectorOf(Terms.OfWords(["A", "B"]));
        Assert.Equal(1, known.Cosine(known), 1e-6);
        Assert.InRange(weights.VectorOf(Terms.OfWords(["A", "B", "NEVER SEEN"])).Cosine(known), 0.1, 0.99);
        Assert.True(weights.RarityOf(Terms.OfWord("B")) > weights.RarityOf(Terms.OfWord("A")));
        Assert.Empty(weights.VectorOf([]).Terms);
    }

    [Fact]
    public void Grams_stand_with_spaces_around_each_word()
    {
        Assert.Equal(4, Terms.Grams(["ABCD"], 3).Count);
        Assert.Equal(Terms.Grams(["AB"], 3), Terms.Grams(["AB"], 3));
        Assert.Empty(Terms.Grams(["AB"], 3).Intersect(Terms.Grams(["BA"], 3)));
        Assert.Single(Terms.Grams(["A"], 4));
    }
}
