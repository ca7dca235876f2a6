using System.Collections.Immutable;
using Triage.Models.Features.Coding;

namespace Triage.Models.Scoring.Coding;

/// <summary>The codes that history offers for one line, the most probable first.</summary>
/// <param name="Suggestions">Empty where nothing like the line was ever coded.</param>
/// <param name="Known">Of no lines of the supplier, what is suggested rests on the place and on the words of its name.</param>
public sealed record CodeRanking(ImmutableArray<CodeSuggestion> Suggestions, LineKnowledge Known)
{
    public const int ThinLines = 10;

    public SupplierKnowledge Supplier => Known.SupplierLines switch
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
