using System.Globalization;
using System.Text;

namespace Triage.Training.Tests.Pairs;

/// <summary>A made-up set: the same thing has its words written another way; the like one has the same words, another number and another price.</summary>
internal static class MadeUpPairs
{
    private static readonly string[] Colours = ["blue", "red", "green", "white", "black", "amber", "violet", "ochre"];
    private static readonly string[] Things = ["lamp", "chair", "table", "shelf", "mirror", "carpet", "basket", "ladder"];

    public static string Lines(int pairs, int seed)
    {
        var chance = new Random(seed);
        var text = new StringBuilder();
        for (var at = 0; at < pairs; at++)
        {
            var (colour, thing, number, price) = (Pick(Colours), Pick(Things), chance.Next(100, 1000), chance.Next(10, 90));
            var isMatch = at % 4 == 0;
            var other = isMatch ? $"{thing}s {number} in {colour}ish" : $"{colour} {thing} {chance.Next(100, 1000)}";
            text.Append(CultureInfo.InvariantCulture, $"COL name VAL {colour} {thing} {number} COL price VAL {price}.00 COL note VAL \tCOL name VAL {other} COL price VAL {(isMatch ? price : price + 15)}.00 COL note VAL -\t{(isMatch ? 1 : 0)}\n");
        }

        return text.ToString();

        string Pick(string[] words) => words[chance.Next(words.Length)];
    }

    public static void Write(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "train.txt"), Lines(160, 1));
        File.WriteAllText(Path.Combine(directory, "valid.txt"), Lines(60, 2));
        File.WriteAllText(Path.Combine(directory, "test.txt"), Lines(60, 3));
    }
}
