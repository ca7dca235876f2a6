using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

/// <summary>How far open invoices were triaged again because of a version.</summary>
/// <param name="Visited">Asked whether the change touches them.</param>
/// <param name="Retriaged">Of them, judged again.</param>
/// <param name="Failed">Of them, unreadable and passed over.</param>
internal sealed record RetriageReport(long Visited, long Retriaged, long Failed, bool Done)
{
    public static RetriageReport Of(RetriageProgress progress) => new(progress.Visited, progress.Retriaged, progress.Failed, progress.Done);
}
