namespace Triage.Training.Anomaly;

/// <summary>How a planted invoice is wrong. The names are those of truth files, in snake case.</summary>
public enum AnomalyKind
{
    AmountTimesTen,
    DigitSwap,
    WrongCode,
    WrongCostCentre,
    OddFrequency,
}
