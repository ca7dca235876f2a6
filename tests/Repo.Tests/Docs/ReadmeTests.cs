using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Docs;

public sealed partial class ReadmeTests
{
    private static readonly string[] WithFlow = ["README.md", "docs/architecture.md"];

    private static readonly Lazy<string> Written = new(() => string.Concat(Repository.Sources.Select(Repository.Text)) + Repository.Text("triage"));

    /// <summary>Files of the repository exist; files that a run writes are named in the code that writes them.</summary>
    [Fact]
    public void Files_and_folders_that_pages_name_exist()
    {
        // Names of invoices and formats of dates look like paths; the names have a test of their own.
        var invoices = Page.Of("docs/grain-keys.md").Rows.SelectMany(row => row).Select(Page.Bare).ToHashSet();
        var named = Page.All.SelectMany(page => page.Quoted.Where(quoted => PathLike().IsMatch(quoted) && !invoices.Contains(quoted) && !quoted.Contains("yyyy", StringComparison.Ordinal)).Select(path => (Page: page, Path: path.TrimEnd('/')))).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(name => !IsInTree(name.Path, name.Page.Folder) && !IsWrittenByARun(name.Path)).Select(name => $"{name.Page.File}: {name.Path}"));
    }

    /// <summary>The way of one invoice is told by file names.</summary>
    [Fact]
    public void Names_in_the_flow_are_files()
    {
        var files = Repository.FilesUnder("src", "training").Select(file => file[(file.LastIndexOf('/') + 1)..]).ToHashSet(StringComparer.Ordinal);
        var named = WithFlow.SelectMany(file => Page.Of(file).Blocks.Where(block => block.Contains('→', StringComparison.Ordinal)))
            .SelectMany(block => TypeName().Matches(block).Select(match => match.Value)).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !files.Contains(name) && !files.Contains(name + ".cs"));
    }

    [Fact]
    public void Folders_of_the_product_are_all_in_the_readme() => Assert.DoesNotContain(
        Repository.FilesUnder("src").Select(file => string.Join('/', file.Split('/').Take(2))).Append("training").Distinct(),
        folder => !Page.Of("README.md").Rows.Any(row => Page.Bare(row[0]) == folder));

    private static bool IsInTree(string path, string beside) =>
        Repository.Files.Contains(path) || Repository.HasFolder(path) || Repository.HasFolder($"{beside}/{path}") || Repository.Files.Any(file => file.EndsWith("/" + path, StringComparison.Ordinal));

    private static bool IsWrittenByARun(string path) =>
        path.Split('/').Where(part => part.Length > 0 && !part.Contains('<', StringComparison.Ordinal) && part is not ("DIR" or "." or "..")).All(part => Written.Value.Contains($"{part}\"", StringComparison.Ordinal) || Written.Value.Contains($"\"{part}/", StringComparison.Ordinal));

    // A path has a slash or an ending that a file has here, and no address, pattern or option in it.
    [GeneratedRegex(@"^(?!/|https?:|-)(?=[^\s{}*$()=]+$)(?:[A-Za-z.~<>:_-][\w.~<>:-]*/[\w./<>-]*|[\w.-]+\.(?:cs|md|json|yaml|proto|pem|db|log|sql|txt|csproj|sln|props))$")]
    private static partial Regex PathLike();

    [GeneratedRegex(@"\b(?:[A-Z][a-z]+){2,}\b|\b[a-z]+\.proto\b")]
    private static partial Regex TypeName();
}
