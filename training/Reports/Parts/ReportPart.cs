using System.Collections.Immutable;
using Triage.Training.Reports.Sections;

namespace Triage.Training.Reports.Parts;

/// <summary>A chapter of the page: what is said of one model, or of the whole package.</summary>
internal sealed record ReportPart(string Anchor, string Title, ImmutableArray<IReportSection> Sections);
