using System.CommandLine;
using Triage.Cli.Output;
using Triage.Training.Generation;

namespace Triage.Cli.Generate;

internal static class GenerateCommand
{
    public static Command Create(TimeProvider time)
    {
        var invoices = new Option<int>("--invoices") { Description = "How many", HelpName = "N", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "The same seed makes the same ledger", HelpName = "N", DefaultValueFactory = _ => GeneratedLedger.DefaultSeed };
        var target = new Option<string>("--out") { Description = "A .jsonl or .jsonl.gz file, or a directory for both files", Required = true, HelpName = "DIR|FILE" };
        invoices.Validators.Add(given =>
        {
            if (given.Tokens is [var count] && !(int.TryParse(count.Value, out int parsed) && parsed > 0))
            {
                given.AddError("--invoices is a whole number above 0.");
            }
        });

        var command = new Command("generate", "Make up a hospital group's ledger, with planted problems and their truth in a side file") { invoices, seed, target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var ledger = GeneratedLedger.At(parsed.GetRequiredValue(target), parsed.GetRequiredValue(invoices), parsed.GetRequiredValue(seed));
            var screen = new Screen(toError: false);
            await ledger.WriteAsync(screen, time, cancellationToken);
            screen.Line($"Generated invoices (seed {ledger.Seed}): {ledger.InvoicesPath}");
            screen.Line($"What was planted in them: {ledger.TruthPath}");
            screen.Line("Master data that they fit, for ./triage import:");
            foreach (var kind in GeneratedMasterData.Kinds)
            {
                screen.Line($"  ./triage import {kind} '{ledger.MasterDataPath(kind)}'");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
