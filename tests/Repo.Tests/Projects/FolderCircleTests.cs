using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Projects;

/// <summary>
/// The folders of a project are its features. They have an order: where two need each other, they are one
/// feature, or something stands in the wrong folder. What lies directly in a project joins its folders and is left out.
/// </summary>
public sealed class FolderCircleTests
{
    public static TheoryData<string> Projects => [.. ProjectFile.All.Where(project => !project.IsTest).Select(project => project.Name)];

    [Theory, MemberData(nameof(Projects))]
    public void Folders_of_a_project_need_each_other_in_one_direction(string name)
    {
        var project = ProjectFile.Of(name);
        var edges = new HashSet<(string From, string To)>();
        foreach (var file in Repository.FilesUnder(project.Folder).Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var inside = file[(project.Folder.Length + 1)..].Split('/');
            foreach (Match used in Regex.Matches(Repository.Text(file), $@"\b(?:Triage\.)?{name}\.(\w+)"))
            {
                if (inside.Length > 1 && used.Groups[1].Value != inside[0] && Repository.HasFolder($"{project.Folder}/{used.Groups[1].Value}"))
                {
                    edges.Add((inside[0], used.Groups[1].Value));
                }
            }
        }

        Assert.Null(CircleIn(edges));
    }

    [Fact]
    public void CircleIn_finds_a_circle_of_three_and_none_in_a_tree()
    {
        Assert.Equal("A -> B -> C -> A", CircleIn([("A", "B"), ("B", "C"), ("C", "A"), ("D", "A")]));
        Assert.Null(CircleIn([("A", "B"), ("A", "C"), ("B", "C")]));
    }

    /// <summary>Folders that need nobody go first; those that never can go lie on circles, or lead to one.</summary>
    private static string? CircleIn(IEnumerable<(string From, string To)> all)
    {
        var edges = all.ToList();
        while (edges.RemoveAll(edge => edges.TrueForAll(other => other.From != edge.To)) > 0)
        {
        }

        if (edges.Count == 0)
        {
            return null;
        }

        var way = new List<string>();
        for (var at = edges.Min(edge => edge.From)!; !way.Contains(at); at = edges.Where(edge => edge.From == at).Min(edge => edge.To)!) // every end of an edge that is left begins another
        {
            way.Add(at);
        }

        var last = edges.Where(edge => edge.From == way[^1]).Min(edge => edge.To)!; // as above
        return string.Join(" -> ", [.. way.SkipWhile(folder => folder != last), last]);
    }
}
