using Triage.Cli.MasterData;
using Triage.Cli.Output;
using Triage.Protos.V1;

namespace Triage.Cli.Tests.MasterData;

public sealed class ImportTablesTests
{
    [Fact]
    public void Show_what_changed_with_examples_and_what_is_on_hold()
    {
        var response = new ImportResponse
        {
            Outcome = ImportOutcome.Imported,
            Version = new MasterDataVersion { Version = 4, Entries = 1200, Restricted = 3, Retriage = new RetriageProgress() },
            Change = new MasterDataChange { Added = 12, Changed = 1, AddedIds = { Enumerable.Range(1, 12).Select(n => $"S{n}") }, ChangedIds = { "S77" } },
        };
        var text = Show(ImportReport.Of("suppliers", "x.csv", response));
        Assert.Contains("  added         12  S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 …\n  changed        1  S77\n  removed        0\n", text, StringComparison.Ordinal);
        Assert.Contains("In force: suppliers version 4, 1,200 entries, 3 on hold or excluded.\nOpen invoices that it touches are triaged again now", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_refused_file_lists_errors_by_line_and_ends_with_what_to_do()
    {
        var response = new ImportResponse { Outcome = ImportOutcome.Refused, ErrorCount = 3000 };
        response.Errors.Add(Enumerable.Range(1, 1000).Select(n => new ImportFinding { Line = n + 1, Column = n == 1 ? "" : "name", Text = "must be given" }));
        var report = ImportReport.Of("suppliers", "x.csv", response);
        var text = Show(report);
        Assert.Contains("Errors (3,000), by line\n  line 2: must be given\n  line 3, name: must be given\n", text, StringComparison.Ordinal);
        Assert.Contains("  and 2,980 more; --json FILE has the first 1,000\n", text, StringComparison.Ordinal);
        Assert.Contains("Refused: 3,000 error(s). Nothing of the file was applied", text, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Failed, 20), (report.ToExitCode(), text.Split('\n').Count(line => line.Contains("must be given", StringComparison.Ordinal))));
    }

    [Fact]
    public void Show_unchanged_file_says_so_and_no_table()
    {
        var response = new ImportResponse { Outcome = ImportOutcome.Unchanged, Version = new MasterDataVersion { Version = 2 }, Change = new MasterDataChange() };
        var report = ImportReport.Of("codes", "x.csv", response);
        Assert.Equal("\nNothing changed: codes version 2 is in force with these very bytes.\n", Show(report));
        Assert.Equal(ExitCode.Ok, report.ToExitCode());
    }

    private static string Show(ImportReport report)
    {
        using var lines = new StringWriter { NewLine = "\n" };
        new ImportTables(new Screen(lines, terminal: false)).Show(report);
        return lines.ToString();
    }
}
