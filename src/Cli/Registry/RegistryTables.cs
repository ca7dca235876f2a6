using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Registry;

internal sealed class RegistryTables(Screen screen)
{
    private const int ReasonChars = 60;

    public void Show(ActionReport report)
    {
        if (report.Outcome == "REFUSED")
        {
            screen.Heading($"Refused, and nothing was done ({report.Refusals.Count})");
            foreach (var refusal in report.Refusals)
            {
                screen.Folded($"  {refusal.Type} {refusal.Subject}: {refusal.Description}", 4);
            }

            if (report.Refusals.Any(refusal => refusal.Type == "FOUR_EYES"))
            {
                screen.Folded("With tokens of the local issuer, --as NAME says who acts; elsewhere it is the token's subject.", 0);
            }

            return;
        }

        var action = report.Action;
        screen.Line(report.Outcome switch
        {
            "UNCHANGED" => "Nothing changed: it was so already.",
            "WOULD_BE_DONE" => $"A dry run: nothing speaks against it. {action?.Version} would be in force.",
            _ => $"Done: {action?.Version}, {Words(action?.Kind)} (action {action?.Number}).",
        });
        screen.Line($"In force: {report.InForce ?? "none"}. In shadow: {report.Shadow ?? "none"}.");
    }

    public void Show(IReadOnlyList<VersionRow> versions) => screen.Table(
        "Versions of the models, newest first",
        ["version", "stands", "was in force", "trained by", "registered by", "registered", "files", "bytes"],
        [.. versions.Select(row => (IReadOnlyList<string>)
        [
            row.Version, Words(row.Standing), row.WasInForce ? "yes" : "", row.TrainedBy, row.RegisteredBy, row.RegisteredAt, Number(row.Files), Number(row.Bytes),
        ])]);

    public void Show(IReadOnlyList<ActionRow> actions) => screen.Table(
        "What was done, newest first",
        ["number", "at", "what", "version", "by", "in force then", "reason"],
        [.. actions.Select(row => (IReadOnlyList<string>)
        [
            Number(row.Number), row.At ?? "", Words(row.Kind), row.Version, row.Actor, row.InForce ?? "none",
            row.Reason.Length > ReasonChars ? row.Reason[..ReasonChars].ReplaceLineEndings(" ") + "…" : row.Reason.ReplaceLineEndings(" "),
        ])]);

    public void Show(InForceReport report)
    {
        screen.Table(
            report.At is { } at ? $"In force at {at}" : "In force now",
            ["what", "name", "since", "by"],
            [.. report.Rows.Select(row => (IReadOnlyList<string>)[row.What, row.Name, row.Since, row.By])]);
        if (report.ReadAs is { } read)
        {
            screen.Folded(read, 0);
        }
    }

    /// <summary>SHADOW_STARTED as people write it.</summary>
    public static string Words(string? name) => name?.Replace('_', ' ').ToLowerInvariant() ?? "";

    public static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
