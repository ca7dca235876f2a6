using System.Xml.Linq;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Projects;

/// <summary>A project as its file says it is.</summary>
/// <param name="Path">From the repository's root.</param>
/// <param name="References">Names of the projects it is compiled against.</param>
/// <param name="Starts">Names of the projects that it only has built, to run them as processes.</param>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Starts, IReadOnlyList<string> Packages)
{
    public static readonly IReadOnlyList<ProjectFile> All =
        [.. Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public static ProjectFile Of(string name) => All.Single(project => project.Name == name);

    public static ProjectFile Read(string path)
    {
        var document = XDocument.Load(Repository.PathOf(path));
        var references = document.Descendants("ProjectReference").ToLookup(
            reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false",
            reference => System.IO.Path.GetFileNameWithoutExtension(Included(reference)));
        return new(path, [.. references[true]], [.. references[false]], [.. document.Descendants("PackageReference").Select(Included)]);
    }

    private static string Included(XElement item) => (string?)item.Attribute("Include") ?? throw new FormatException($"An item includes nothing: {item}");
}
