using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Features.Suppliers;
using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

/// <summary>
/// How long it takes to find and compare a name's candidates, one name after another on one thread, among as many names as a
/// large master list has: the known ones, and others made of the halves of two of them.
/// </summary>
internal static class SupplierPace
{
    public const int IndexSize = 100_000;
    private const int AskedMax = 300;

    public static double Measure(SupplierTruth truth, TimeProvider time)
    {
        var features = new SupplierFeatures(new(Padded(truth.Known)));
        var asked = truth.Differing().Take(AskedMax).ToArray();
        features.Extract(asked[0].Name);
        var began = time.GetTimestamp();
        foreach (var name in asked)
        {
            features.Extract(name.Name);
        }

        return time.GetElapsedTime(began).TotalMilliseconds / asked.Length;
    }

    private static ImmutableArray<(string Supplier, string Name)> Padded(ImmutableArray<(string Supplier, string Name)> known)
    {
        var chance = new Random(1);
        var words = known.Select(one => one.Name.Split(' ')).ToArray();
        string[] Any() => words[chance.Next(words.Length)];
        string Made()
        {
            var (first, last) = (Any(), Any());
            return string.Join(' ', [.. first[..((first.Length + 1) / 2)], .. last[(last.Length / 2)..]]);
        }

        return [.. known, .. Enumerable.Range(0, Math.Max(0, IndexSize - known.Length)).Select(at => (at.ToString(CultureInfo.InvariantCulture), Made()))];
    }
}
