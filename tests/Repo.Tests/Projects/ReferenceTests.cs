namespace Triage.Repo.Tests.Projects;

/// <summary>Arrows only downward: what is not listed here is an edge that the design does not have.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Models"] = [],
        ["Grains"] = ["Models"],
        ["Storage"] = ["Models"],
        ["Silo"] = ["Grains", "Storage", "Contracts", "Models"],
        ["Training"] = ["Storage", "Models", "Contracts"],
        ["Verify"] = ["Storage", "Models"],
        ["Cli"] = ["Contracts", "Training", "Verify"],
        ["TestKit"] = ["Models", "Storage"],
        ["Chaos"] = ["Contracts", "Verify", "TestKit"],
        ["Clients"] = ["TestKit"],
        ["bench"] = ["Contracts", "Verify"],
    };

    // These have the service built in order to start it as a process; linking it is another matter.
    private static readonly string[] MayStartTheSilo = ["Cli", "Chaos", "Clients", "bench"];

    [Fact]
    public void References_only_the_arrows_of_the_design() =>
        Assert.Empty(ProjectFile.All.SelectMany(project => Undesigned(project)));

    [Fact]
    public void References_only_the_silo_is_started_as_a_process() => Assert.All(ProjectFile.All.Where(project => project.Starts.Count > 0), project =>
    {
        Assert.Equal(["Silo"], project.Starts);
        Assert.Contains(Role(project), MayStartTheSilo);
    });

    [Fact]
    public void Undesigned_names_a_wrong_arrow()
    {
        Assert.Equal(["src/Grains/Grains.csproj -> Storage"], Undesigned(new("src/Grains/Grains.csproj", ["Models", "Storage"], [], [])));
        Assert.Equal(["tests/Models.Tests/Models.Tests.csproj -> Silo"], Undesigned(new("tests/Models.Tests/Models.Tests.csproj", ["Models", "Silo"], [], [])));
        Assert.Equal(["src/New/New.csproj -> Models"], Undesigned(new("src/New/New.csproj", ["Models"], [], [])));
    }

    private static IEnumerable<string> Undesigned(ProjectFile project) =>
        project.Name == "Repo.Tests" ? [] : project.References.Except(AllowedFor(project)).Select(reference => $"{project.Path} -> {reference}");

    /// <summary>Tests of X see X, what X may see, the TestKit with what it sees, and the checker of what they left in a store.</summary>
    private static IEnumerable<string> AllowedFor(ProjectFile project) =>
        project.Name.EndsWith(".Tests", StringComparison.Ordinal) && project.Name[..^".Tests".Length] is var tested
            ? [tested, .. Allowed.GetValueOrDefault(tested, []), "TestKit", .. Allowed["TestKit"], "Verify"]
            : Allowed.GetValueOrDefault(Role(project), []);

    private static string Role(ProjectFile project) => project.Path.StartsWith("bench/", StringComparison.Ordinal) ? "bench" : project.Name;
}
