using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Projects;

public sealed partial class LayoutTests
{
    private static readonly string[] Top = ["src", "training", "tests", "bench", "examples", "k8s", "docs", "eng", ".ci"];
    private static readonly string[] Src = ["Contracts", "Models", "Grains", "Storage", "Silo", "Cli", "Verify"];

    [Fact]
    public void Folders_at_the_top_are_those_of_the_design() =>
        Assert.Empty(Repository.Files.Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file.Split('/')[0]).Distinct().Except(Top));

    [Fact]
    public void Folders_of_src_are_those_of_the_design() => Assert.Equal(
        Src.Order(StringComparer.Ordinal), Repository.FilesUnder("src").Select(file => file.Split('/')[1]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Files_at_the_top_are_few_and_known() => Assert.Empty(Repository.Files.Where(file => !file.Contains('/', StringComparison.Ordinal)).Except(
    [
        "triage", "README.md", "CHANGELOG.md", "LICENSE", "TriageCluster.sln", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore",
        ".gitattributes", ".dockerignore", "Dockerfile",
    ]));

    [Fact]
    public void Solution_has_every_project_and_no_other()
    {
        var inSolution = ProjectInSolution().Matches(Repository.Text("TriageCluster.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/'));
        Assert.Equal(ProjectFile.All.Select(project => project.Path).Order(StringComparer.Ordinal), inSolution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Test_projects_are_found_by_the_test_command() => Assert.All(
        ProjectFile.All.Where(project => project.IsTest && project.Packages.Contains("xunit.v3")),
        project => Assert.Contains("<IsTestProject>true</IsTestProject>", Repository.Text(project.Path), StringComparison.Ordinal));

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex ProjectInSolution();
}
