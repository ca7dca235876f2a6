using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Code;

public sealed partial class HabitTests
{
    private const int LinesMax = 300;
    private const int FileBytesMax = 128 * 1024;

    // Text that people write. A ledger, a database, a model or an archive is none of these.
    private static readonly string[] Kinds =
        ["cs", "csproj", "props", "targets", "sln", "slnf", "json", "md", "proto", "sql", "yaml", "yml", "txt", "hex", "editorconfig", "gitignore", "gitattributes", "dockerignore", "sh", "py", "js"];

    private static readonly string[] WithoutKind = ["triage", ".ci/run", "LICENSE", "Dockerfile"];

    private static IEnumerable<string> Code => Repository.FilesUnder("src", "training", "tests", "bench").Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    // Put together here, so that this file does not hold what it looks for.
    private static Regex Unfinished => new($@"\b({string.Join('|', "TO" + "DO", "FIX" + "ME", "HA" + "CK")})\b");

    private static Regex Secret => new($"-----BEGIN [A-Z ]*{"PRIVATE"} KEY-----|\\b{"AK"}IA[0-9A-Z]{{16}}\\b|\\beyJ[A-Za-z0-9_-]{{10,}}\\.{"ey"}J[A-Za-z0-9_-]{{10,}}\\.[A-Za-z0-9_-]{{20,}}");

    [Fact]
    public void Names_say_what_a_type_is() => Assert.Empty(Code.SelectMany(file => Vague().Matches(Repository.Text(file)).Select(match => $"{file}: {match.Value}")));

    [Fact]
    public void Files_and_folders_say_what_they_hold() => Assert.DoesNotContain(Repository.Files, file => VaguePart().IsMatch(file));

    [Fact]
    public void Sources_are_short() => Assert.DoesNotContain(Repository.Sources, file => File.ReadLines(Repository.PathOf(file)).Count() > LinesMax);

    [Fact]
    public void Sources_have_one_owner_of_the_wall_clock_and_of_chance()
    {
        Assert.Contains("BannedApiAnalyzers", Repository.Text("Directory.Build.props"), StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Sources, file => Unbanned().IsMatch(Repository.Text(file)));
    }

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(Found(Unfinished));

    [Fact]
    public void No_secret_is_in_the_tree() => Assert.Empty(Found(Secret));

    [Fact]
    public void Secret_and_Unfinished_find_what_they_look_for()
    {
        Assert.Matches(Secret, "-----BEGIN EC " + "PRIVATE KEY-----");
        Assert.Matches(Secret, "AK" + "IA0123456789ABCDEF");
        Assert.Matches(Secret, "eyJhbGciOiJFUzI1NiJ9." + "eyJzdWIiOiJtZSJ9eyJ9." + new string('a', 40));
        Assert.Matches(Unfinished, "// TO" + "DO: later");
    }

    /// <summary>Ledgers of real organisations are read where they lie; none is copied, whatever its name.</summary>
    [Fact]
    public void Tree_holds_text_that_people_wrote_and_no_data()
    {
        Assert.DoesNotContain(Repository.Files, file => !WithoutKind.Contains(file) && !Kinds.Contains(file[(file.LastIndexOf('.') + 1)..]));
        Assert.DoesNotContain(Repository.Files, file => new FileInfo(Repository.PathOf(file)).Length > FileBytesMax);
    }

    private static IEnumerable<string> Found(Regex what) =>
        Repository.Files.SelectMany(file => what.Matches(Repository.Text(file)).Select(match => $"{file}: {match.Value[..Math.Min(20, match.Length)]}"));

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+\w*(?:Helper|Manager|Util)s?\b")]
    private static partial Regex Vague();

    [GeneratedRegex("(?:Helper|Manager|Util)s?(?:[./]|$)")]
    private static partial Regex VaguePart();

    [GeneratedRegex(@"RS0030")]
    private static partial Regex Unbanned();
}
