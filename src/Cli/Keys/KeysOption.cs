using System.CommandLine;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Cli.Keys;

internal static class KeysOption
{
    /// <param name="isRecursive">Whether verbs below take it too.</param>
    public static Option<string?> Create(bool isRecursive = false) =>
        new("--keys") { Description = $"The folder of keys and of {TrustList.FileName}; without it keys/ in --data", HelpName = "DIR", Recursive = isRecursive };

    /// <summary>Which of the keys there signs.</summary>
    public static Option<string?> Key() => new("--key") { Description = "The key to sign with, by name or id; without it the only one there is", HelpName = "NAME|ID" };

    /// <summary>Who the user is, for what is signed.</summary>
    public static Option<string> As(string description) => new("--as") { Description = description, HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName };

    public static KeyDirectory Of(ParseResult parsed, Option<string?> keys, GlobalOptions global, TimeProvider time) =>
        new(parsed.GetValue(keys) is { } named ? Path.GetFullPath(named) : In(global.DataDirectory(parsed)), time);

    public static string In(string dataDirectory) => Path.Combine(dataDirectory, "keys");
}
