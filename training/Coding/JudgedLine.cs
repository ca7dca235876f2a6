using Triage.Models.Scoring.Coding;

namespace Triage.Training.Coding;

/// <summary>What is kept of an answer once its day is over.</summary>
/// <param name="Suggested">The first suggestion; <c>null</c>: nothing was offered.</param>
internal readonly record struct JudgedLine(
    int Day, long Supplier, long Facility, string Code, string? Suggested, int Rank, double First, double OfRight, bool IsInSet, int SetSize, SupplierKnowledge Knowledge, bool MayBeOther)
{
    public bool IsRight => Rank == 1;

    public static JudgedLine Of(in CodingAnswer answer, CodeSetRule rule)
    {
        var (question, code) = answer.Known;
        var rank = answer.Rank;
        var size = answer.Ranking.SetAt(rule.Threshold).Length;
        return new(
            question.Day, question.Supplier, question.Facility, code, Suggestion(answer.Ranking), rank, answer.FirstProbability, answer.OfRight, rank > 0 && rank <= size, size,
            answer.Ranking.Supplier, rule.MayBeOther);
    }

    private static string? Suggestion(CodeRanking ranking) => ranking.Suggestions.Length > 0 ? ranking.Suggestions[0].Code : null;
}
