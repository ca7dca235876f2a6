using System.Globalization;
using Triage.Cli.Output;
using Triage.Protos.V1;

namespace Triage.Cli.MasterData;

internal sealed class ImportTables(Screen screen)
{
    private const int NotesShown = 20;
    private const int IdsShown = 10;

    public void Show(ImportReport report)
    {
        if (report.Change is { } change && report.Outcome != ProtoNames.Of(ImportOutcome.Unchanged))
        {
            screen.Table(
                $"What changes in {report.Kind}",
                ["", "entries", "for example"],
                [
                    ["added", Number(change.Added), Ids(change.Added, change.AddedIds)],
                    ["changed", Number(change.Changed), Ids(change.Changed, change.ChangedIds)],
                    ["removed", Number(change.Removed), Ids(change.Removed, change.RemovedIds)],
                ]);
        }

        Notes("Errors", report.Errors, report.ErrorCount);
        Notes("Warnings", report.Warnings, report.WarningCount);
        screen.Line();
        screen.Line(Sentence(report));
        if (report.Retriage is { } retriage && report.Outcome == ProtoNames.Of(ImportOutcome.Imported))
        {
            screen.Line(retriage.Done
                ? $"Open invoices: {Number(retriage.Visited)} looked at, {Number(retriage.Retriaged)} triaged again{(retriage.Failed > 0 ? $", {Number(retriage.Failed)} unreadable" : "")}."
                : "Open invoices that it touches are triaged again now; ./triage import --list shows how far that is.");
        }
    }

    private static string Sentence(ImportReport report) => report.Outcome switch
    {
        "IMPORTED" => $"In force: {report.Kind} version {report.Version}, {Number(report.Entries ?? 0)} entries{Restricted(report)}.",
        "UNCHANGED" => $"Nothing changed: {report.Kind} version {report.Version} is in force with these very bytes.",
        "WOULD_IMPORT" => $"A dry run: it would be {report.Kind} version {report.Version}, {Number(report.Entries ?? 0)} entries{Restricted(report)}. Nothing changed.",
        _ => $"Refused: {Number(report.ErrorCount)} error(s). Nothing of the file was applied; mend it and import it again.",
    };

    private static string Restricted(ImportReport report) => report.Kind switch
    {
        "suppliers" => $", {Number(report.Restricted ?? 0)} on hold or excluded",
        "codes" => $", {Number(report.Restricted ?? 0)} regulated or unlisted",
        _ => "",
    };

    private void Notes(string title, IReadOnlyList<ImportNote> notes, int count)
    {
        if (count == 0)
        {
            return;
        }

        screen.Heading($"{title} ({Number(count)}), by line");
        foreach (var note in notes.Take(NotesShown))
        {
            screen.Folded("  " + note, 4);
        }

        if (count > NotesShown)
        {
            screen.Line($"  and {Number(count - NotesShown)} more; --json FILE has {(notes.Count < count ? $"the first {Number(notes.Count)}" : "all")}");
        }
    }

    private static string Ids(int count, IReadOnlyList<string> ids) =>
        string.Join(' ', ids.Take(IdsShown)) + (count > Math.Min(ids.Count, IdsShown) ? " …" : "");

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
