using System.Text.Json;
using Triage.Cli.Submit;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Training.Ledgers;

namespace Triage.Cli.Tests.Submit;

public sealed class RejectsFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string FilePath => Path.Combine(_directory.Path, "data", "rejects.jsonl");

    [Fact]
    public async Task Every_bad_row_and_refusal_is_written_and_the_report_names_the_file()
    {
        var report = await RunAsync(bad: 40, refused: 30);
        var lines = (await File.ReadAllLinesAsync(FilePath, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(FilePath, report.RejectsFile);
        Assert.Equal(Enumerable.Range(1, 70), lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(("bad_row", "no date"), (Text(lines[39], "kind"), Text(lines[39], "reason")));
        Assert.Equal(("refused", "INVALID_ARGUMENT", "currency", "G-41"), (Text(lines[40], "kind"), Text(lines[40], "status"), Text(lines[40], "reason"), Text(lines[40], "source_invoice_id")));
    }

    [Fact]
    public async Task Run_without_any_leaves_no_file_not_even_an_earlier_one()
    {
        await RunAsync(bad: 1, refused: 0);
        Assert.True(File.Exists(FilePath));
        Assert.Null((await RunAsync(bad: 0, refused: 0)).RejectsFile);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void The_ledger_itself_is_not_overwritten()
    {
        var ledger = Path.Combine(_directory.Path, "ledger.jsonl");
        File.WriteAllText(ledger, "{}");
        Assert.Equal(2, Assert.Throws<CliException>(() => new RejectsFile(Path.Combine(_directory.Path, ".", "ledger.jsonl"), ledger)).ExitCode);
        Assert.True(File.Exists(ledger));
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private async Task<SubmitReport> RunAsync(int bad, int refused)
    {
        await using var rejects = new RejectsFile(FilePath, Path.Combine(_directory.Path, "ledger.csv"));
        var tally = new SubmitTally(TimeProvider.System, rejects: rejects);
        for (int line = 1; line <= bad; line++)
        {
            tally.Bad(new BadRow(line, "no date"));
        }

        for (int line = bad + 1; line <= bad + refused; line++)
        {
            tally.Refused(new LedgerInvoice(new Invoice { SourceInvoiceId = $"G-{line}" }, $"k{line}", line, 1), "INVALID_ARGUMENT", "currency", TimeSpan.Zero);
        }

        return tally.Report();
    }
}
