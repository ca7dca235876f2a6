namespace Triage.Grains.Invoices;

/// <summary>Another activation wrote this invoice's history; this one dropped its memory. Retry: the next activation knows it.</summary>
[GenerateSerializer, Alias("triage.StaleActivationException")]
public sealed class StaleActivationException() : Exception("The invoice's activation was stale.");
