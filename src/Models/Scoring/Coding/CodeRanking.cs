using System.Collections.Immutable;

namespace Triage.Models.Scoring.Coding;

/// <summary>The codes that history offers for one line, the most probable first.</summary>
/// <param name="Suggestions">Empty where nothing like the line was ever coded.</param>
/// <param name="SupplierLines">How many confirmed lines of the supplier are known; of none, what is suggested rests on the place and on the words of its name.</param>
/// <param name="IsPlaceNew">No confirmed line of the cost centre is known.</param>
/// <param name="IsFacilityNew">The same of the facility.</param>
public sealed record CodeRanking(ImmutableArray<CodeSuggestion> Suggestions, int SupplierLines, bool IsPlaceNew, bool IsFacilityNew)
{
    public const int ThinLines = 10;

    public SupplierKnowledge Supplier => SupplierLines switch
    {
        0 => SupplierKnowledge.NeverSeen,
        < ThinLines => SupplierKnowledge.Thin,
        _ => SupplierKnowledge.WellKnown,
    };

    public double ProbabilityOf(string code)
    {
        foreach (var suggestion in Suggestions)
        {
            if (suggestion.Code == code)
            {
                return suggestion.Probability;
            }
        }

        return 0;
    }

    /// <summary>
    /// The codes of which one is right with the promised coverage: all that are at least as probable as the threshold, and the
    /// first in any case (least ambiguous sets: Sadinle, Lei and Wasserman, JASA 114, 2019).
    /// </summary>
    public ImmutableArray<CodeSuggestion> SetAt(double threshold)
    {
        var count = Suggestions.Length == 0 ? 0 : 1;
        while (count < Suggestions.Length && Suggestions[count].Probability >= threshold)
        {
            count++;
        }

        return Suggestions[..count];
    }
}
