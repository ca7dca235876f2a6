using Triage.Models.Gating;

namespace Triage.Training.Labels;

/// <summary>That an invoice's codes are right, and how that came to be known.</summary>
/// <param name="Verdict">The last before the label; <see cref="VerdictKind.None"/> where there was none.</param>
/// <param name="ArrivedAtMicros">By the store's clock: before it nobody knew.</param>
/// <param name="Weight">How many judged invoices of that verdict it stands for: those with a label and those without, by those with one.</param>
public sealed record Label(string InvoiceId, LabelSampling Sampling, VerdictKind Verdict, long ArrivedAtMicros, double Weight = 1);
