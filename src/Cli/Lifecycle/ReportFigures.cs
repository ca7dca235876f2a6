using System.Globalization;
using System.Text.Json.Serialization;
using Grpc.Core;
using Triage.Cli.Output;

namespace Triage.Cli.Lifecycle;

/// <summary>What a run of report came to: the document of `--json`.</summary>
internal sealed record ReportFigures
{
    /// <summary>Taken by the service, now or on an earlier run.</summary>
    [JsonPropertyName("reports")] public required long Reports { get; init; }

    [JsonPropertyName("standings")] public required IReadOnlyDictionary<string, long> Standings { get; init; }

    [JsonPropertyName("replayed")] public required long Replayed { get; init; }

    [JsonPropertyName("bad_lines")] public required long BadLines { get; init; }

    [JsonPropertyName("refused")] public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>The first few bad lines and refusals, for a person; the counts are complete.</summary>
    [JsonPropertyName("examples")] public required IReadOnlyList<string> Examples { get; init; }

    [JsonPropertyName("rejects_file")] public string? RejectsFile { get; init; }

    /// <summary>Of a single report.</summary>
    [JsonPropertyName("only")] public ReportedInvoice? Only { get; init; }

    public void Show(Screen screen)
    {
        screen.Table(
            "Reports by what became of them",
            ["standing", "reports"],
            [.. Standings.Select(pair => new[] { pair.Key, Number(pair.Value) })]);
        if (Only is { } invoice)
        {
            screen.Line($"{invoice.InvoiceId}: invoice {invoice.InvoiceStatus}, coding {invoice.CodingStatus}, payment {invoice.PaymentStatus}");
        }

        if (Replayed > 0)
        {
            screen.Line($"{Number(Replayed)} were there already: their stored answers.");
        }

        if (BadLines > 0 || Refused.Count > 0)
        {
            var refused = Refused.Select(pair => new[] { pair.Key, Number(pair.Value) });
            screen.Table("Not taken", ["why", "reports"], [.. BadLines > 0 ? refused.Prepend(["bad line", Number(BadLines)]) : refused]);
            foreach (var example in Examples)
            {
                screen.Folded($"  {example}", indent: 4);
            }
        }

        if (RejectsFile is not null)
        {
            screen.Line($"All of them: {RejectsFile}");
        }
    }

    /// <summary>Ok only when all was taken: a script must not take a part for the whole.</summary>
    public int ToExitCode() =>
        Refused.ContainsKey(ProtoNames.Of(StatusCode.Unavailable)) ? ExitCode.Unreachable
        : Refused.Count > 0 || BadLines > 0 ? ExitCode.Incomplete
        : ExitCode.Ok;

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
