using Triage.Models.Features.Anomaly;

namespace Triage.Models.Scoring.Anomaly;

/// <summary>One respect in which an invoice is unusual.</summary>
/// <param name="Contribution">What the respect's features add to the raw score, all together.</param>
/// <param name="Line">The place of the line that is meant; <c>null</c> for the whole invoice.</param>
/// <param name="Text">A short sentence for whoever looks at it.</param>
public sealed record AnomalyReason(AnomalyRespect Respect, double Contribution, int? Line, string Text);
