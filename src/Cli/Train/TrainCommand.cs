using System.CommandLine;
using Triage.Cli.Evaluate;
using Triage.Models.Scoring.Packages;
using Triage.Training.Packages;

namespace Triage.Cli.Train;

internal static class TrainCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var split = new SplitOptions();
        var all = new Option<bool>("--all") { Description = "Every model; so it is where no --model is given" };
        var model = new Option<string[]>("--model") { Description = $"Only this one, of {string.Join(", ", ModelFileKinds.Models)}; may be repeated", HelpName = "NAME" };
        var output = new Option<string?>("--out") { Description = "The package's directory, which must not be there yet; without it one in --data, named after the day and time", HelpName = "DIR" };
        var tenant = new Option<string>("--tenant") { Description = "Whose ledger it is: no other tenant's invoices are held against it", DefaultValueFactory = _ => "local", HelpName = "TENANT" };
        var seed = new Option<int>("--seed") { Description = "The same seed and ledger make the same models", DefaultValueFactory = _ => 1, HelpName = "N" };
        var unjudged = new Option<bool>("--without-evaluation") { Description = "Train on everything at once: half the time, and nobody knows how good it is" };
        var json = GlobalOptions.Json();
        model.AcceptOnlyFromAmong([.. ModelFileKinds.Models]);
        var command = new Command("train", "Train the models on a ledger: judged on its last quarter, then grown on all of it and written as a package that ./triage serve --models takes");
        split.AddTo(command);
        foreach (var option in new Option[] { all, model, output, tenant, seed, unjudged, json })
        {
            command.Add(option);
        }

        command.Validators.Add(given =>
        {
            if (given.GetValue(all) && given.GetValue(model) is { Length: > 0 })
            {
                given.AddError("Give --all or --model, not both.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var read = split.Read(parsed);
            var options = new PackageOptions
            {
                Tenant = parsed.GetRequiredValue(tenant),
                Source = Path.GetFileName(read.Path),
                Seed = parsed.GetValue(seed),
                IsEvaluated = !parsed.GetValue(unjudged),
                Models = parsed.GetValue(model) is { Length: > 0 } some ? [.. some.Distinct(StringComparer.Ordinal)] : ModelFileKinds.Models,
            };
            var directory = parsed.GetValue(output) ?? Path.Combine(global.DataDirectory(parsed), "models", time.GetUtcNow().ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture));
            return new TrainRun(read, options, directory, parsed.GetValue(json), time).RunAsync(cancellationToken);
        });
        return command;
    }
}
