using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Docs;

/// <summary>A page of documentation, as far as tests read it.</summary>
internal sealed partial record Page(string File, string Text)
{
    public static readonly IReadOnlyList<Page> All =
        [.. Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).Select(file => new Page(file, Repository.Text(file)))];

    public static Page Of(string file) => All.Single(page => page.File == file);

    public string Folder => File.Contains('/', StringComparison.Ordinal) ? File[..File.LastIndexOf('/')] : "";

    public IEnumerable<string> Lines => Text.Split('\n');

    /// <summary>The cells of every row that starts with something in backticks: the thing that the row is about.</summary>
    public IEnumerable<string[]> Rows => Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim(' ', '|')).ToArray());

    public static string Bare(string cell) => cell.Trim('`');

    /// <summary>What stands in backticks, outside blocks of code.</summary>
    public IEnumerable<string> Quoted => Backticks().Matches(Block().Replace(Text, "")).Select(match => match.Groups[1].Value);

    public IEnumerable<string> Blocks => Block().Matches(Text).Select(match => match.Groups[1].Value);

    public override string ToString() => File;

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Backticks();

    [GeneratedRegex("^```[a-z]*\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
