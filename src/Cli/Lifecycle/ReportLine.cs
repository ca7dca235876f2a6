using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>One line of reports.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Request"><c>null</c> where it cannot be read.</param>
/// <param name="Bad">Why it cannot.</param>
internal sealed record ReportLine(long Number, string Text, ReportRequest? Request, string? Bad);
