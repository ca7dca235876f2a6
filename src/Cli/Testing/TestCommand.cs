using System.CommandLine;

namespace Triage.Cli.Testing;

internal static class TestCommand
{
    public static Command Create()
    {
        var command = new Command("test", "Run every test; the last line is the total");
        command.SetAction(async (_, cancellationToken) =>
        {
            var totals = new TestTotals();
            // Beside the build's output folder artifacts/bin/Cli/release.
            var root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
            foreach (var program in TestProgram.FindAll(root))
            {
                await program.RunAsync(totals, Console.Out, cancellationToken);
            }

            await Console.Out.WriteLineAsync(totals.ToString());
            return totals.AllPassed ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
