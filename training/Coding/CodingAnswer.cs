using Triage.Models.Scoring.Coding;

namespace Triage.Training.Coding;

/// <summary>What a ranker said of a line, beside what was right.</summary>
internal readonly record struct CodingAnswer(in CodingCase Known, CodeRanking Ranking)
{
    /// <summary>From 1; 0 where the right code was not offered.</summary>
    public int Rank
    {
        get
        {
            for (var i = 0; i < Ranking.Suggestions.Length; i++)
            {
                if (Ranking.Suggestions[i].Code == Known.Code)
                {
                    return i + 1;
                }
            }

            return 0;
        }
    }

    /// <summary>The probability that the right code was given; 0 where it was not offered.</summary>
    public double OfRight => Ranking.ProbabilityOf(Known.Code);

    public double FirstProbability => Ranking.Suggestions.Length > 0 ? Ranking.Suggestions[0].Probability : 0;
}
