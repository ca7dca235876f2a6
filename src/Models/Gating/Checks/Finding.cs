namespace Triage.Models.Gating.Checks;

/// <summary>What a check found wrong; the catalogue adds how severe it is.</summary>
/// <param name="Text">One sentence without free text of the invoice.</param>
/// <param name="Evidence">Field paths or ids of other invoices.</param>
public sealed record Finding(ExceptionCode Code, string Text, IReadOnlyList<string> Evidence);
