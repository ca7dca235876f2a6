namespace Triage.Training.Priority;

/// <summary>A discount for paying early, and how many of a kind's invoices have it.</summary>
public sealed record ScenarioDiscount(double Percent, int BasisPoints, DayRange Days);
