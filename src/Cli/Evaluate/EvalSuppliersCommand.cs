using System.CommandLine;
using Triage.Cli.Output;
using Triage.Training.Suppliers;

namespace Triage.Cli.Evaluate;

internal static class EvalSuppliersCommand
{
    public static Command Create(TimeProvider time)
    {
        var truth = new Option<string>("--truth") { Description = "CSV of names as written and the suppliers they mean: raw_supplier, kind, truth_name, truth_id", HelpName = "FILE", Required = true };
        var noMatch = new Option<string?>("--nomatch") { Description = "CSV of names that mean none of those suppliers: raw_supplier", HelpName = "FILE" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same parts and models", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        var command = new Command("suppliers", "Supplier names: how often a name as written is brought to the right supplier") { truth, noMatch, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var steps = new Steps(screen, time);
            var options = new SupplierTrainingOptions();
            options = options with { Trees = options.Trees with { Seed = parsed.GetValue(seed) } };
            var known = SupplierTruth.Read(parsed.GetRequiredValue(truth));
            var nobody = parsed.GetValue(noMatch) is { } file ? SupplierTruth.ReadNoMatch(file) : [];
            var figures = await Task.Run(() => SupplierEvaluation.Of(known, nobody, options, steps.Begin, cancellationToken), cancellationToken);
            steps.Begin($"Measuring the pace among {SupplierPace.IndexSize:#,0} names");
            var report = new SuppliersReport(figures, SupplierPace.Measure(known, time), steps.Seconds);
            new SupplierTables(screen).Show(report);
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
