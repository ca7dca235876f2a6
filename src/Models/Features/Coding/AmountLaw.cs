namespace Triage.Models.Features.Coding;

/// <summary>
/// What amounts a code is confirmed for, as a normal law of their logarithms. Where few are known the law of the wider key stands
/// in (conjugate prior: Gelman and others, Bayesian Data Analysis, 2013, section 3.3).
/// </summary>
/// <param name="Count">How many amounts it rests on, those it began with among them.</param>
internal readonly record struct AmountLaw(double Mean, double Variance, double Count = AmountLaw.PriorCount)
{
    // As many amounts as the wider law counts for.
    public const double PriorCount = 2;

    /// <summary>Of anything at all: about a hundred pounds, give or take a factor of seven.</summary>
    public static readonly AmountLaw Any = new(9.2, 4);

    public AmountLaw Narrowed(AmountMoments known)
    {
        if (known.Count == 0)
        {
            return this;
        }

        var mean = known.Sum / known.Count;
        var spread = Math.Max(0, known.SquaresSum - known.Sum * mean);
        var apart = mean - Mean;
        var count = known.Count + PriorCount;
        return new(
            (known.Sum + PriorCount * Mean) / count,
            (spread + PriorCount * Variance + known.Count * PriorCount / count * apart * apart) / count,
            count);
    }

    /// <summary>Of an amount to come: where few are known, far ones are less of a surprise (Student's law, but for a factor that hardly changes with their number).</summary>
    public double LogPredictive(double amountLog)
    {
        var apart = amountLog - Mean;
        var spread = Variance * (1 + 1 / Count);
        return -0.5 * Math.Log(2 * Math.PI * spread) - (Count + 1) / 2 * Math.Log(1 + apart * apart / (Count * spread));
    }

    public double LogDensity(double amountLog)
    {
        var apart = amountLog - Mean;
        return -0.5 * (Math.Log(2 * Math.PI * Variance) + apart * apart / Variance);
    }
}
