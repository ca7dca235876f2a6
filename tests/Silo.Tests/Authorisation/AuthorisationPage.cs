using System.Text;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>The tables of docs/authorisation.md between their two marks: rpc by role, one table for each relation of caller and invoice.</summary>
internal static class AuthorisationPage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static string File { get; } = FindFile();

    public static string Tables(string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return page[begin..end].Trim();
    }

    public static string With(string page, string tables) =>
        page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + $"\n{tables}\n" + page[page.IndexOf(End, StringComparison.Ordinal)..];

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
