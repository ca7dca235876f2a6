using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Triage.Cli;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Docs;

public sealed partial class CommandTests
{
    private static readonly Command Root = new CommandLine(TimeProvider.System).Root();
    private static readonly string[] Verbs = [.. Root.Subcommands.Select(verb => verb.Name)];

    [Fact]
    public void Verbs_in_the_docs_exist_and_each_is_in_the_readme()
    {
        var named = Page.All.SelectMany(page => Verb().Matches(page.Text)).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Verbs));
        Assert.Empty(Verbs.Except(Verb().Matches(Page.Of("README.md").Text).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void Options_in_the_docs_exist_on_the_verbs_beside_them()
    {
        var wrong = new List<string>();
        foreach (var (page, line) in Page.All.SelectMany(page => page.Lines.Select(line => (page, line))))
        {
            var beside = Verb().Matches(line).Concat(VerbAlone().Matches(line)).Select(match => match.Groups[1].Value).Where(Verbs.Contains).ToArray();
            var known = OptionsOf(beside.Length > 0 ? beside : Verbs);
            // Only lines about ./triage: other programs have options of their own.
            wrong.AddRange(line.Contains("./triage", StringComparison.Ordinal) || beside.Length > 0
                ? Option().Matches(line).Select(match => match.Value).Where(option => !known.Contains(option)).Select(option => $"{page.File}: {option} in {line.Trim()}")
                : []);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_front_door_knows_every_verb() =>
        Assert.All(Verbs, verb => Assert.Matches($@"(?m)^\s+.*\b{verb}\b.*\) verb=", Repository.Text("triage")));

    [Fact]
    public void Exit_codes_in_the_readme_are_those_of_the_program() => Assert.Equal(
        typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (int)code.GetRawConstantValue()!).Order(), // constants have a value
        Page.Of("README.md").Lines.Select(line => ExitCodeRow().Match(line)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));

    private static HashSet<string> OptionsOf(IEnumerable<string> verbs) =>
        [.. Root.Subcommands.Where(verb => verbs.Contains(verb.Name)).SelectMany(WithParts).SelectMany(verb => verb.Options).Concat(Root.Options).Select(option => option.Name)];

    private static IEnumerable<Command> WithParts(Command verb) => [verb, .. verb.Subcommands.SelectMany(WithParts)];

    [GeneratedRegex(@"\./triage ([a-z]+)")]
    private static partial Regex Verb();

    [GeneratedRegex("`([a-z]+)`")]
    private static partial Regex VerbAlone();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex ExitCodeRow();
}
