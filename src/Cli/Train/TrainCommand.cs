using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Tokens;
using Triage.Models.Scoring.Packages;
using Triage.Storage;
using Triage.Training.Packages;

namespace Triage.Cli.Train;

internal static class TrainCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var split = new SplitOptions();
        var store = new Option<string?>("--store") { Description = "Instead of a ledger, what a service's own store knows: its data directory, or PostgreSQL's connection string; the service may go on", HelpName = "DIR|\"Host=…\"" };
        var until = new Option<string?>("--until") { Description = "With --store: what it learned on that day (UTC) or later is left out", HelpName = "YYYY-MM-DD" };
        var all = new Option<bool>("--all") { Description = "Every model; so it is where no --model is given" };
        var model = new Option<string[]>("--model") { Description = $"Only this one, of {string.Join(", ", ModelFileKinds.Models)}; may be repeated", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "The package's directory, which must not be there yet; without it one in --data, named after the day and time", HelpName = "DIR" };
        var tenant = new Option<string?>("--tenant") { Description = "Whose ledger it is, or which tenant of the store: no other tenant's invoices are held against it; without it local, or the store's only one", HelpName = "TENANT" };
        var seed = new Option<int>("--seed") { Description = "The same seed and ledger make the same models", DefaultValueFactory = _ => 1, HelpName = "N" };
        var unjudged = new Option<bool>("--without-evaluation") { Description = "Train on everything at once: half the time, and nobody knows how good it is" };
        var (keys, key, trainedBy) = (KeysOption.Create(), KeysOption.Key(), KeysOption.As("Who trains: somebody else must put the package in force; without it your user name"));
        var json = GlobalOptions.Json();
        model.AcceptOnlyFromAmong([.. ModelFileKinds.Models]);
        var command = new Command("train", "Train the models on a ledger or on what a service's store knows: judged on its last quarter, then grown on all of it and written as a package that ./triage serve --models takes");
        split.AddTo(command, store);
        foreach (var option in new Option[] { store, until, all, model, output, tenant, seed, unjudged, trainedBy, keys, key, json })
        {
            command.Add(option);
        }

        command.Validators.Add(given =>
        {
            if (given.GetValue(all) && given.GetValue(model) is { Length: > 0 })
            {
                given.AddError("Give --all or --model, not both.");
            }

            if (given.GetValue(until) is { } written && (Day(written) is null || given.GetValue(store) is null))
            {
                given.AddError("--until is a date yyyy-MM-dd and belongs to --store; a --ledger ends where it ends.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            ITrainingSource source = parsed.GetValue(store) is { } named
                ? new StoreSource(StoreScans.IsPostgres(named) ? named : Path.GetFullPath(named), parsed.GetValue(tenant), Day(parsed.GetValue(until)), split.From(parsed))
                : new LedgerSource(split.Read(parsed));
            var options = new PackageOptions
            {
                Tenant = parsed.GetValue(tenant) ?? TokenRequest.LocalTenant,
                Source = source.Name,
                TrainedBy = parsed.GetRequiredValue(trainedBy),
                Seed = parsed.GetValue(seed),
                IsEvaluated = !parsed.GetValue(unjudged),
                Models = Models(parsed, model),
            };
            var directory = parsed.GetValue(output) ?? Path.Combine(global.DataDirectory(parsed), "models", time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
            return new TrainRun(source, options, directory, KeysOption.Of(parsed, keys, global, time), parsed.GetValue(key), parsed.GetValue(json), time).RunAsync(cancellationToken);
        });
        return command;
    }

    private static ImmutableArray<string> Models(ParseResult parsed, Option<string[]> model) =>
        parsed.GetValue(model) is { Length: > 0 } some ? [.. some.Distinct(StringComparer.Ordinal)] : ModelFileKinds.Models;

    private static DateOnly? Day(string? written) => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
