using System.Globalization;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class MatchingDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(Root(), "docs", "matching.md"));

    [Fact]
    public void Docs_every_fact_stands_with_its_text_and_points() => Assert.All(Enum.GetValues<TwinFact>(), fact => Assert.Contains(
        string.Create(CultureInfo.InvariantCulture, $"| `{fact}` | {TwinFactText.Of(fact)} | {TwinPoints.Of(fact)} |"),
        Docs,
        StringComparison.Ordinal));

    [Fact]
    public void Docs_every_kind_of_key_stands() =>
        Assert.All(Enum.GetValues<BlockingKeyKind>(), kind => Assert.Contains($"| `{kind}` |", Docs, StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
