namespace Triage.Models.Features.Coding;

/// <summary>How many amounts a code was confirmed for, and the sums from which their mean and spread come; amounts as logarithms.</summary>
internal readonly record struct AmountMoments(int Count, double Sum, double SquaresSum)
{
    public AmountMoments With(double amountLog) => new(Count + 1, Sum + amountLog, SquaresSum + amountLog * amountLog);
}
