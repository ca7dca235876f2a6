using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Triage.Protos.V1;

namespace Triage.Cli.Lifecycle;

/// <summary>One report, given on the command line.</summary>
internal sealed class SingleReport(TimeProvider time)
{
    private readonly Option<string?> _invoice = new("--invoice") { Description = "Of which invoice, as the service named it", HelpName = "ID" };
    private readonly Option<string?> _source = new("--source") { Description = "The system that says so", HelpName = "NAME" };
    private readonly Option<string?> _event = new("--event") { Description = "The system's own id of what happened; the same one again is a repeat", HelpName = "ID" };
    private readonly Option<string?> _at = new("--at") { Description = "When it happened there; without it now", HelpName = "TIME" };
    private readonly Option<string?> _fact = new("--fact") { Description = "What happened, as JSON: '{\"posted\": {\"documentNumber\": \"5100001\"}}'", HelpName = "JSON" };

    private IEnumerable<Option<string?>> Named => [_invoice, _source, _event, _at, _fact];

    public void AddTo(Command command)
    {
        foreach (var option in Named)
        {
            command.Add(option);
        }
    }

    public bool IsGiven(CommandResult given) => Named.Any(option => given.GetResult(option) is not null);

    public async IAsyncEnumerable<ReportLine> ReadAsync(ParseResult parsed)
    {
        await Task.CompletedTask;
        yield return new ReportLine(1, "", Read(parsed), null);
    }

    private ReportRequest Read(ParseResult parsed)
    {
        StatusReport report;
        try
        {
            report = StatusReport.Parser.ParseJson(parsed.GetValue(_fact) ?? "{}");
        }
        catch (Exception bad) when (bad is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new CliException(ExitCode.Usage, $"--fact is no fact of a report: {bad.Message} Facts and their fields are in docs/lifecycle.md.");
        }

        // What is missing or wrong beyond this the service says, all at once.
        (report.Source, report.EventId, report.OccurredAt) = (parsed.GetValue(_source) ?? "", parsed.GetValue(_event) ?? "", At(parsed.GetValue(_at)));
        return new ReportRequest { InvoiceId = parsed.GetValue(_invoice) ?? "", Report = report };
    }

    private Timestamp At(string? text) => text is null ? Timestamp.FromDateTimeOffset(time.GetUtcNow())
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Timestamp.FromDateTimeOffset(at)
        : throw new CliException(ExitCode.Usage, $"--at is a time such as 2026-03-02T10:00:00Z, not '{text}'.");
}
