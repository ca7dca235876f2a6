using System.CommandLine;

namespace Triage.Cli;

internal sealed class GlobalOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Where state lives",
        DefaultValueFactory = _ => ".triage/",
        Recursive = true,
        HelpName = "DIR",
    };

    public static Option<string?> Json() => new("--json") { Description = "Write the figures as JSON, - for standard output", HelpName = "FILE" };

    public string DataDirectory(ParseResult parsed) => Path.GetFullPath(parsed.GetRequiredValue(Data));
}
