using System.Text.RegularExpressions;
using Triage.Models.MasterData;

namespace Triage.Models.Tests.MasterData;

/// <summary>The examples of docs/master-data.md are files that are taken, with every column that a layout has.</summary>
public sealed partial class MasterDataDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Root(), "docs", "master-data.md"));

    [Theory]
    [InlineData("Suppliers", MasterDataKind.Suppliers, 3)]
    [InlineData("Codes", MasterDataKind.Codes, 3)]
    [InlineData("Facilities", MasterDataKind.Facilities, 1)]
    [InlineData("Calendars", MasterDataKind.Calendars, 5)]
    public void Example_is_read_without_a_warning_and_shows_every_column(string heading, MasterDataKind kind, int rows)
    {
        var section = Page[(Page.IndexOf($"\n### {heading}\n", StringComparison.Ordinal) + 1)..];
        var example = Block().Match(section).Groups[1].Value;
        var read = Files.Good(kind, example);
        Assert.Equal((rows, 0), (read.Rows, read.WarningCount));
        var known = MasterDataFile.ColumnsOf(kind).Select(column => column.Name);
        Assert.Empty(example.Split('\n')[0].Split(',').Except(known));
        Assert.All(known, column => Assert.Contains(column, section.Split("\n##")[0], StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("```csv\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
