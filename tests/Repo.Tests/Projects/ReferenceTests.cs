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
        ["Load"] = ["Contracts", "Training"],
        ["Micro"] = ["Models", "Training"],
        // A host sees the client package and nothing else.
        ["RequestReplyHost"] = ["Contracts"],
        ["SubscribingHost"] = ["Contracts"],
        // Yardsticks: the bare silo shares nothing with the service, the plain one shares its edge and its checks.
        ["BareSilo"] = [],
        ["PlainService"] = ["Contracts", "Models", "Silo"],
    };

    // These have programs built in order to start them as processes; linking them is another matter.
    private static readonly Dictionary<string, string[]> MayStart = new(StringComparer.Ordinal)
    {
        ["Cli"] = ["Silo"],
        ["Chaos"] = ["Silo", "RequestReplyHost", "SubscribingHost"],
        ["Clients"] = ["Silo"],
        ["Cli.Tests"] = ["Silo", "Load", "BareSilo", "PlainService"],
    };

    [Fact]
    public void References_only_the_arrows_of_the_design() =>
        Assert.Empty(ProjectFile.All.SelectMany(project => Undesigned(project)));

    [Fact]
    public void References_only_known_programs_are_started_as_processes() =>
        Assert.All(ProjectFile.All, project => Assert.Empty(project.Starts.Except(MayStart.GetValueOrDefault(project.Name, []))));

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
            : Allowed.GetValueOrDefault(project.Name, []);
}
