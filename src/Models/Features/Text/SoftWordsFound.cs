namespace Triage.Models.Features.Text;

/// <param name="Equal">The share of weight whose words are there as they are.</param>
/// <param name="Alike">The same, near words counting for their likeness.</param>
/// <param name="Mean">The mean likeness of each word's nearest, unweighted.</param>
/// <param name="RarestFound">What the rarest word found weighs; 0 for none.</param>
/// <param name="RarestMissed">What the rarest word not found weighs; 0 for none.</param>
public readonly record struct SoftWordsFound(double Equal, double Alike, double Mean, double RarestFound, double RarestMissed);
