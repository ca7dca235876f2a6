using Triage.Models.Scoring.Coding;

namespace Triage.Training.Coding;

/// <summary>How much was known of a supplier before the judged days.</summary>
internal static class SupplierSize
{
    private const int SmallLines = 10;
    private const int LargeLines = 500;

    public static string Of(SupplierKnowledge knowledge) => knowledge switch
    {
        SupplierKnowledge.NeverSeen => "supplier not known yet",
        SupplierKnowledge.Thin => $"fewer than {CodeRanking.ThinLines} lines known of the supplier",
        _ => "more known of the supplier",
    };

    public static string Of(int knownLines) => knownLines switch
    {
        0 => "supplier never seen",
        < SmallLines => $"supplier with fewer than {SmallLines} lines",
        < LargeLines => $"supplier with {SmallLines} to {LargeLines - 1} lines",
        _ => $"supplier with {LargeLines} lines or more",
    };
}
