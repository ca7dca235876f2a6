using System.Text;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>The tables of docs/authorisation.md between their marks: rpc by role, one table for each relation of caller and invoice.</summary>
internal static class AuthorisationPage
{
    public static string File { get; } = FindFile();

    public static string Tables(string page, string block)
    {
        var (begin, end) = Span(page, block);
        return page[begin..end].Trim();
    }

    public static string With(string page, string block, string tables)
    {
        var (begin, end) = Span(page, block);
        return $"{page[..begin]}\n{tables}\n{page[end..]}";
    }

    /// <param name="answers">By title, rpc and role.</param>
    public static string Write(IReadOnlyList<(string Title, IReadOnlyDictionary<(string Rpc, string Role), string> Answers)> answers, IReadOnlyList<string> roles)
    {
        var text = new StringBuilder();
        foreach (var (title, table) in answers)
        {
            text.Append("## ").Append(title).Append("\n\n| rpc |");
            text.AppendJoin("", roles.Select(role => $" {role} |")).Append("\n|---|").Insert(text.Length, "---|", roles.Count).Append('\n');
            foreach (var rpc in table.Keys.Select(key => key.Rpc).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("| `").Append(rpc).Append("` |").AppendJoin("", roles.Select(role => $" {table[(rpc, role)]} |")).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static (int Begin, int End) Span(string page, string block)
    {
        var mark = $"<!-- measured: {block} -->";
        return (page.IndexOf(mark, StringComparison.Ordinal) + mark.Length, page.IndexOf($"<!-- end: {block} -->", StringComparison.Ordinal));
    }

    private static string FindFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "docs", "authorisation.md");
    }
}
