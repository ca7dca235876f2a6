using System.Globalization;
using Triage.Cli.Output;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>Invoices about which a version in shadow and the one in force differ: the document of `--json`.</summary>
internal sealed record DisagreementReport(string Version, string Against, long Run, IReadOnlyList<DisagreementRow> Disagreements)
{
    public static DisagreementReport Of(string version, ListShadowDisagreementsResponse response) =>
        new(version, response.Against, response.Run, [.. response.Disagreements.Select(DisagreementRow.Of)]);

    public void Show(Screen screen)
    {
        screen.Table(
            $"Where {Version} differs from {Against} (run {Run}), newest first",
            ["position", "invoice", "facility", "verdict", "exceptions", "scores", "codes"],
            [.. Disagreements.Select(row => (IReadOnlyList<string>)
            [
                RegistryTables.Number(row.Position), row.InvoiceId, row.Facility, Change(row.Said.Verdict, row.Candidate.Verdict), string.Join(' ', Exceptions(row)), string.Join(", ", Scores(row)),
                Change(Codes(row.Said), Codes(row.Candidate)),
            ])]);
        if (Disagreements is [.., { Position: > 1 and var last }])
        {
            screen.Line($"Earlier ones: ./triage registry shadow {Version} --disagreements --before {last}");
        }
    }

    private static string Change(string said, string candidate) => said == candidate ? said : $"{said} -> {candidate}";

    private static IEnumerable<string> Exceptions(DisagreementRow row) =>
        row.Said.Exceptions.Except(row.Candidate.Exceptions).Select(code => $"-{code}").Concat(row.Candidate.Exceptions.Except(row.Said.Exceptions).Select(code => $"+{code}"));

    private static IEnumerable<string> Scores(DisagreementRow row) =>
        from scorer in row.Said.Scores.Keys.Union(row.Candidate.Scores.Keys)
        select $"{scorer} {Change(Value(row.Said, scorer), Value(row.Candidate, scorer))}";

    private static string Value(OpinionRow opinion, string scorer) => opinion.Scores.TryGetValue(scorer, out var value) ? value.ToString(CultureInfo.InvariantCulture) : "none";

    private static string Codes(OpinionRow opinion) => string.Join(' ', opinion.Codes);
}

/// <param name="Seq">Of the verdict in the invoice's history.</param>
internal sealed record DisagreementRow(long Position, string InvoiceId, long Seq, string Facility, OpinionRow Said, OpinionRow Candidate)
{
    public static DisagreementRow Of(ShadowDisagreement one) => new(one.Position, one.InvoiceId, one.Seq, one.Facility, OpinionRow.Of(one.Said), OpinionRow.Of(one.Candidate));
}

/// <param name="Verdict">Of active mode where the policy is in shadow mode.</param>
internal sealed record OpinionRow(string Verdict, IReadOnlyList<string> Exceptions, IReadOnlyDictionary<string, long> Scores, IReadOnlyList<string> Codes)
{
    public static OpinionRow Of(ShadowOpinion opinion) => new(
        ProtoNames.Of(opinion.WouldBe == VerdictKind.Unspecified ? opinion.Verdict : opinion.WouldBe),
        [.. opinion.Exceptions.Select(ProtoNames.Of)],
        opinion.Scores.ToDictionary(score => score.Scorer, score => score.Value),
        [.. opinion.Codes.Select(code => $"{code.Line}:{code.Code}")]);
}
