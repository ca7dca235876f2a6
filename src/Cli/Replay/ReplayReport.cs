using System.Globalization;
using Triage.Cli.Output;
using Triage.Protos.V1;

namespace Triage.Cli.Replay;

/// <summary>What came of a replay: the document of `--json`.</summary>
/// <param name="PerSecond">Verdicts, computing alone.</param>
/// <param name="Shown">Those that did not come out the same, or each where they were asked for; of more than ten thousand the first.</param>
internal sealed record ReplayReport(
    string Method, long Verdicts, long Equal, long Near, long Different, long Impossible, double Seconds, double PerSecond, IReadOnlyList<ReplayGroupRow> Groups, IReadOnlyList<ReplayedRow> Shown)
{
    private const int ListedMax = 20;
    private const int PolicyChars = 12;

    public bool IsAllSame => Different == 0 && Impossible == 0;

    public static ReplayReport Of(ReplayVerdictsRequest request, ReplaySummary summary, IReadOnlyList<ReplayedVerdict> verdicts)
    {
        var counts = summary.Counts;
        var all = Sum(counts);
        return new(
            ProtoNames.Of(request.Method), all, counts.Equal, counts.Near, counts.Different, counts.Impossible, Math.Round(summary.Seconds, 3),
            summary.Seconds > 0 ? Math.Round(all / summary.Seconds) : 0,
            [.. summary.Groups.Select(group => new ReplayGroupRow(
                group.ModelVersion.Length == 0 ? null : group.ModelVersion, Convert.ToHexStringLower(group.PolicySha256.Span), group.GateVersion,
                Sum(group.Counts), group.Counts.Equal, group.Counts.Near, group.Counts.Different, group.Counts.Impossible))],
            [.. verdicts.Select(ReplayedRow.Of)]);
    }

    public void Show(Screen screen)
    {
        screen.Table(
            "Verdicts computed again",
            ["models", "policy", "gate", "verdicts", "equal", "near", "different", "impossible"],
            [.. Groups.Select(row => (IReadOnlyList<string>)
            [
                row.ModelVersion ?? "none, or as scored before", row.PolicySha256.Length > PolicyChars ? row.PolicySha256[..PolicyChars] + "…" : row.PolicySha256, row.GateVersion,
                Number(row.Verdicts), Number(row.Equal), Number(row.Near), Number(row.Different), Number(row.Impossible),
            ])]);
        if (Shown.Count > 0)
        {
            screen.Table(
                IsAllSame ? "Each verdict" : "Not the same",
                ["invoice", "event", "given", "verdict", "outcome", "what"],
                [.. Shown.Take(ListedMax).Select(row => (IReadOnlyList<string>)[row.InvoiceId, Number(row.Seq), row.At ?? "", row.Verdict, row.Outcome, string.Join("; ", row.Findings.Select(finding => $"{finding.Problem}: {finding.Detail}"))])]);
            if (Shown.Count > ListedMax)
            {
                screen.Line($"and {Number(Shown.Count - ListedMax)} more; --json FILE has them.");
            }
        }

        if (Verdicts == 0)
        {
            screen.Line("No verdict was given in that scope, so nothing was computed again.");
            return;
        }

        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{Verdicts:#,0} verdicts in {Seconds:0.0} s, {PerSecond:#,0}/s: {(IsAllSame ? Near == 0 ? "all equal, bit for bit" : $"all the same, {Near:#,0} of them but for rounding" : $"{Different:#,0} different, {Impossible:#,0} impossible")}."));
    }

    public static long Sum(ReplayCounts counts) => counts.Equal + counts.Near + counts.Different + counts.Impossible;

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}

/// <param name="ModelVersion"><c>null</c>: rules alone, or scores that were given before.</param>
internal sealed record ReplayGroupRow(string? ModelVersion, string PolicySha256, string GateVersion, long Verdicts, long Equal, long Near, long Different, long Impossible);

internal sealed record ReplayedRow(string InvoiceId, long Seq, string? At, string Verdict, string Outcome, IReadOnlyList<ReplayFindingRow> Findings)
{
    public static ReplayedRow Of(ReplayedVerdict verdict) => new(
        verdict.InvoiceId, verdict.Seq, verdict.At?.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), ProtoNames.Of(verdict.Verdict), ProtoNames.Of(verdict.Outcome),
        [.. verdict.Findings.Select(finding => new ReplayFindingRow(ProtoNames.Of(finding.Problem), finding.Detail))]);
}

internal sealed record ReplayFindingRow(string Problem, string Detail);
