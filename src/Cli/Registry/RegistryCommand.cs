using System.CommandLine;

namespace Triage.Cli.Registry;

internal static class RegistryCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time) => new("registry", "Versions of the models: bring them, compare them, put them in force and back, and ask what was in force when")
    {
        RegisterCommand.Create(global, time),
        LookCommands.List(global, time),
        LookCommands.Show(global, time),
        ActCommands.Shadow(global, time),
        ActCommands.Promote(global, time),
        ActCommands.RollBack(global, time),
        ActCommands.Retire(global, time),
        LookCommands.At(global, time),
        LookCommands.Log(global, time),
        DownloadCommand.Create(global, time),
    };
}
