using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Docs;

public sealed partial class LinkTests
{
    [Fact]
    public void Links_inside_the_repository_lead_somewhere()
    {
        var links = Page.All.SelectMany(page => Link().Matches(page.Text).Select(match => (Page: page, Target: match.Groups[1].Value)))
            .Where(link => !link.Target.Contains("://", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(links);
        Assert.Empty(links.Where(link => !Resolves(link.Page, link.Target)).Select(link => $"{link.Page.File}: {link.Target}"));
    }

    [Fact]
    public void Pages_are_reached_from_the_readme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(["README.md"]);
        while (open.TryPop(out var file))
        {
            if (reached.Add(file) && file.EndsWith(".md", StringComparison.Ordinal) && Page.All.Any(page => page.File == file))
            {
                foreach (Match link in Link().Matches(Page.Of(file).Text))
                {
                    open.Push(FileOf(Page.Of(file), link.Groups[1].Value));
                }
            }
        }

        Assert.DoesNotContain(Page.All.Select(page => page.File), file => !reached.Contains(file));
    }

    private static bool Resolves(Page page, string target)
    {
        var file = FileOf(page, target);
        var anchor = target.Contains('#', StringComparison.Ordinal) ? target[(target.IndexOf('#', StringComparison.Ordinal) + 1)..] : null;
        return (Repository.Files.Contains(file) || Repository.HasFolder(file))
            && (anchor is null || Page.Of(file).Lines.Where(line => line.StartsWith('#')).Select(SlugOf).Contains(anchor));
    }

    private static string FileOf(Page page, string target)
    {
        var path = target.Split('#')[0];
        return path.Length == 0 ? page.File : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, page.Folder, path)).Replace('\\', '/');
    }

    private static string SlugOf(string heading) =>
        string.Concat(heading.TrimStart('#').Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
