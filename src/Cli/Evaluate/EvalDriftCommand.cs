using System.CommandLine;
using System.Globalization;
using Triage.Cli.Keys;

namespace Triage.Cli.Evaluate;

internal static class EvalDriftCommand
{
    private const string DateForm = "yyyy-MM-dd";

    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var package = new Option<string>("--package") { Description = "The package's directory", HelpName = "DIR", Required = true };
        var ledger = new Option<string>("--ledger") { Description = "Bills of which those after the package's data are asked about", HelpName = "FILE", Required = true };
        var mapping = GlobalOptions.Mapping();
        var from = new Option<string?>("--from") { Description = "The first day to ask about; what lies between it and the package's data only becomes history", HelpName = "YYYY-MM-DD" };
        var keys = KeysOption.Create();
        var json = GlobalOptions.Json();
        from.Validators.Add(given =>
        {
            if (given.Tokens is [var date] && Day(date.Value) is null)
            {
                given.AddError($"--from is a date {DateForm}.");
            }
        });
        var command = new Command("drift", "How far a package's questions and scores on later bills are from those that it was trained with, week by week, and whether it should be trained again")
        {
            package, ledger, mapping, from, keys, json,
        };
        command.SetAction((parsed, cancellationToken) => new EvalDriftRun(
            parsed.GetRequiredValue(package),
            KeysOption.Of(parsed, keys, global, time),
            parsed.GetRequiredValue(ledger),
            parsed.GetValue(mapping),
            Day(parsed.GetValue(from)),
            parsed.GetValue(json),
            time).RunAsync(cancellationToken));
        return command;
    }

    private static DateOnly? Day(string? written) => DateOnly.TryParseExact(written, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
