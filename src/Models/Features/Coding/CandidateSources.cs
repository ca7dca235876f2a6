namespace Triage.Models.Features.Coding;

/// <summary>Which keys offer candidates, and how many of their codes.</summary>
internal static class CandidateSources
{
    // Nearest first, with how many each may offer.
    private static readonly (CodingLevel Level, int Most)[] Sources =
    [
        (CodingLevel.SupplierItem, 4), (CodingLevel.AnywhereSupplierItem, 3), (CodingLevel.SupplierService, 3), (CodingLevel.AnywhereItem, 3), (CodingLevel.AnywhereService, 3),
        (CodingLevel.SupplierPlaceAmount, 4), (CodingLevel.SupplierAmount, 4), (CodingLevel.SupplierPlace, 8), (CodingLevel.Supplier, 10),
        (CodingLevel.SupplierPlaceGroup, 6), (CodingLevel.SupplierBand, 4), (CodingLevel.PlaceAmount, 3), (CodingLevel.WordPlace, 4), (CodingLevel.Word, 5), (CodingLevel.AnywhereSupplierPlace, 4),
        (CodingLevel.AnywhereSupplier, 5), (CodingLevel.PlaceBand, 3), (CodingLevel.Place, 8), (CodingLevel.AnywherePlace, 4), (CodingLevel.Facility, 4),
    ];

    /// <param name="tallies">One a level; <c>null</c> where nothing was confirmed under its key.</param>
    public static void Offer(ReadOnlySpan<CodeTally?> tallies, CodingCandidates into)
    {
        foreach (var (level, most) in Sources)
        {
            Offer(tallies[(int)level], most, into);
        }
    }

    /// <summary>The codes most often confirmed.</summary>
    public static void Offer(CodeTally? tally, int most, CodingCandidates into)
    {
        if (tally is null || into.Count == CodingCandidates.CandidatesMax)
        {
            return;
        }

        Span<int> best = stackalloc int[most];
        var found = 0;
        var codes = tally.Codes;
        var counts = tally.Counts;
        for (var i = 0; i < counts.Length; i++)
        {
            var at = found;
            while (at > 0 && (counts[best[at - 1]] < counts[i] || (counts[best[at - 1]] == counts[i] && codes[best[at - 1]] > codes[i])))
            {
                at--;
            }

            if (at < most)
            {
                found = Math.Min(most, found + 1);
                best[at..(found - 1)].CopyTo(best[(at + 1)..]);
                best[at] = i;
            }
        }

        foreach (var index in best[..found])
        {
            into.Offer(codes[index]);
        }
    }
}
