namespace Triage.Training.Suppliers;

/// <summary>What a threshold on the probability, chosen on the learned names alone, comes to on the others.</summary>
/// <param name="Promised">The precision that it was chosen for.</param>
/// <param name="NoMatchNames">How many names that mean nobody were asked.</param>
/// <param name="Precision">Of the names let through, the share brought to the right supplier; a name that means nobody counts as wrong.</param>
/// <param name="Recall">Of the names that mean a supplier, the share brought to it.</param>
/// <param name="KeptOut">Of the names that mean nobody, the share kept out; <c>null</c> where none were asked.</param>
public sealed record SupplierThreshold(double Promised, int NoMatchNames, double Precision, double Recall, double? KeptOut);
