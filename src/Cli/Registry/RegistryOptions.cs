using System.CommandLine;

namespace Triage.Cli.Registry;

/// <summary>What several parts of the verb take.</summary>
internal static class RegistryOptions
{
    public static Argument<string> Version() => new("VERSION") { Description = "As ./triage registry list shows it" };

    public static Option<string?> Reason(bool isRequired) => new("--reason") { Description = "Why, for whoever reads it later", HelpName = "TEXT", Required = isRequired };
}
