using System.CommandLine;
using Triage.Cli.Output;
using Triage.Storage;
using Triage.Verify;

namespace Triage.Cli.Verify;

internal static class VerifyCommand
{
    public static Command Create(GlobalOptions global)
    {
        var store = new Option<string?>("--store") { Description = "The data directory or PostgreSQL store to check; without it --data", HelpName = "DIR|\"Host=…\"" };
        var record = new Option<string?>("--record") { Description = "What ./triage submit --record or ./triage watch --record wrote", HelpName = "FILE" };
        var json = GlobalOptions.Json();
        json.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command("verify", "Check the invariants on a store and the record of a run") { store, record, json };
        command.Validators.Add(given =>
        {
            if (given.GetResult(store) is null && given.GetResult(record) is null)
            {
                given.AddError("Give --store DIR, --record FILE or both.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetResult(json) is null ? null : parsed.GetValue(json) ?? "-";
            var checkedStore = parsed.GetValue(store) is { } named && StoreScans.IsPostgres(named) ? named : Path.GetFullPath(parsed.GetValue(store) ?? global.DataDirectory(parsed));
            Require(StoreScans.IsPostgres(checkedStore) || Directory.Exists(checkedStore), $"There is no store at {checkedStore}. Name its data directory, or PostgreSQL's connection string, with --store.");
            Require(parsed.GetValue(record) is not { } file || File.Exists(file), $"There is no record {parsed.GetValue(record)}. Check the path.");

            var output = new JsonOutput(target);
            var results = await StoreVerifier.VerifyAsync(checkedStore, parsed.GetValue(record), cancellationToken);
            InvariantReport.Show(results, new Screen(output.TakesStandardOutput));
            await output.WriteAsync(InvariantReport.Document(results), cancellationToken);
            return InvariantReport.ExitCodeOf(results);
        });
        return command;
    }

    private static void Require(bool there, string message)
    {
        if (!there)
        {
            throw new CliException(ExitCode.Failed, message);
        }
    }
}
