namespace Triage.Training.Duplicates;

/// <summary>What is kept of a bill once it was asked about.</summary>
/// <param name="Score">Of its likeliest candidate; minus infinity where there is none.</param>
/// <param name="Probability">The score, calibrated.</param>
/// <param name="IsOffered">The original was among the candidates.</param>
/// <param name="IsExact">A candidate has the same supplier, number, amount and date.</param>
internal readonly record struct JudgedBill(ReceivedBill Bill, long Supplier, double Score, double Probability, bool IsFlagged, bool IsOffered, bool IsExact)
{
    public bool IsUntouched => Bill is { Copy: null, Decoy: null };
}
