using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Submit;
using Triage.Cli.Tokens;

namespace Triage.Cli.MasterData;

internal static class ImportCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var kinds = string.Join(", ", MasterDataKinds.All);
        var kind = new Argument<string?>("KIND") { Description = $"What the file holds: {kinds}", Arity = ArgumentArity.ZeroOrOne };
        var file = new Argument<string?>("FILE") { Description = "CSV, also packed as .gz; docs/master-data.md has the columns", Arity = ArgumentArity.ZeroOrOne };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and change nothing" };
        var removals = new Option<bool>("--allow-removals") { Description = "Let the file take away more than a fifth of the entries, or all" };
        var wait = new Option<bool>("--wait") { Description = "Until the open invoices that the change touches were triaged again" };
        var list = new Option<bool>("--list") { Description = "Show what is in force; with a KIND, its versions" };
        var restore = new Option<long?>("--restore") { Description = "Bring a version into force again, by its number", HelpName = "N" };
        var connection = new ServiceConnection();
        var json = GlobalOptions.Json();
        kind.Validators.Add(given =>
        {
            if (given.Tokens is [var named] && !MasterDataKinds.All.Contains(named.Value))
            {
                given.AddError($"'{named.Value}' is no kind of master data. Kinds: {kinds}.");
            }
        });

        var command = new Command("import", "Bring suppliers, codes, facilities or calendars into force, or look at what is") { kind, file, dryRun, removals, wait, list, restore, json };
        connection.AddTo(command);
        command.Validators.Add(given =>
        {
            var (hasKind, hasFile, isList, isRestore) = (given.GetValue(kind) is not null, given.GetValue(file) is not null, given.GetValue(list), given.GetResult(restore) is not null);
            if (isList ? hasFile || isRestore : isRestore ? !hasKind || hasFile : !hasFile)
            {
                given.AddError("Give KIND and FILE; or --list, with a KIND for its versions; or KIND and --restore N.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var (client, _) = await connection.ResolveAsync(parsed, global.DataDirectory(parsed), time, cancellationToken, TokenRoles.Operator);
            if (parsed.GetValue(list))
            {
                return await VersionList.ShowAsync(client, parsed.GetValue(kind), screen, output, cancellationToken);
            }

            var run = new ImportRun(parsed.GetValue(kind)!, parsed.GetValue(file)) // the validator asked for it
            {
                DryRun = parsed.GetValue(dryRun),
                AllowRemovals = parsed.GetValue(removals),
                Wait = parsed.GetValue(wait),
                Restore = parsed.GetValue(restore),
            };
            var report = await run.RunAsync(client, screen, time, cancellationToken);
            new ImportTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return report.ToExitCode();
        });
        return command;
    }
}
