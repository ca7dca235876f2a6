using System.CommandLine;
using Triage.Training.Ledgers;

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

    public static Option<string?> Mapping() =>
        new("--mapping") { Description = $"How the columns of a CSV ledger become invoices: {string.Join(", ", ShippedMappings.Names)}, or a file", HelpName = "NAME|FILE" };

    public string DataDirectory(ParseResult parsed) => Path.GetFullPath(parsed.GetRequiredValue(Data));
}
