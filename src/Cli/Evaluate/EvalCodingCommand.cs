using System.CommandLine;
using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Evaluate;

internal static class EvalCodingCommand
{
    private const string DateForm = "yyyy-MM-dd";

    public static Command Create(TimeProvider time)
    {
        var ledger = new Option<string?>("--ledger") { Description = "One ledger, of which --from is the first day to judge on", HelpName = "FILE" };
        var from = new Option<string?>("--from") { Description = "The first day to judge on; without it the last quarter of the ledger's days", HelpName = "YYYY-MM-DD" };
        var train = new Option<string?>("--train") { Description = "What is learned from; with --test instead of --ledger", HelpName = "FILE" };
        var test = new Option<string?>("--test") { Description = "What is judged on; its first day must lie after the last of --train", HelpName = "FILE" };
        var mapping = GlobalOptions.Mapping();
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same model", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        var command = new Command("coding", "Account codes: how often the first suggestions are right, and how far they may be trusted")
        {
            ledger, from, train, test, mapping, seed, json,
        };
        from.Validators.Add(given =>
        {
            if (given.Tokens is [var date] && !DateOnly.TryParseExact(date.Value, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                given.AddError($"--from is a date {DateForm}.");
            }
        });
        command.Validators.Add(given =>
        {
            var isOne = given.GetValue(ledger) is not null;
            var isTwo = given.GetValue(train) is not null && given.GetValue(test) is not null;
            if (isOne == isTwo || (isTwo && given.GetValue(from) is not null))
            {
                given.AddError("Give --ledger FILE, with --from DATE if you like, or --train FILE and --test FILE.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var run = new EvalCodingRun(screen, time, parsed.GetValue(mapping), parsed.GetValue(seed));
            var report = parsed.GetValue(ledger) is { } one
                ? await run.OfLedgerAsync(one, parsed.GetValue(from) is { } day ? DateOnly.ParseExact(day, DateForm, CultureInfo.InvariantCulture) : null, cancellationToken)
                : await run.OfPairAsync(parsed.GetValue(train)!, parsed.GetValue(test)!, cancellationToken); // the validator asked for both
            new CodingTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
