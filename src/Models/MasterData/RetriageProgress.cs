namespace Triage.Models.MasterData;

/// <param name="Visited">Invoices that were asked whether the change touches them.</param>
/// <param name="Retriaged">Of them, judged again.</param>
/// <param name="Failed">Of them, unreadable: passed over for good.</param>
/// <param name="IsDone">Every open invoice was looked at.</param>
public readonly record struct RetriageProgress(long Visited, long Retriaged, long Failed, bool IsDone);
