using System.CommandLine;
using Triage.Cli.Output;
using Triage.Training.Duplicates;

namespace Triage.Cli.Evaluate;

internal static class EvalDuplicatesCommand
{
    private const double DefaultShare = 0.02;
    private const int PlantingsLearned = 4;

    public static Command Create(TimeProvider time)
    {
        var split = new SplitOptions();
        var share = new Option<double>("--copies") { Description = "The share of bills that are planted a second time", DefaultValueFactory = _ => DefaultShare, HelpName = "SHARE" };
        var seed = new Option<int>("--seed") { Description = "Of what is judged on; what is learned from has the next ones", DefaultValueFactory = _ => 1, HelpName = "N" };
        var json = GlobalOptions.Json();
        share.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is not (> 0 and <= 0.2))
            {
                given.AddError("--copies is a share above 0 and at most 0.2.");
            }
        });
        var command = new Command("duplicates", "Copies planted in a real history: how many are found, by how they came, and how often others are flagged");
        split.AddTo(command);
        command.Add(share);
        command.Add(seed);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var steps = new Steps(screen, time);
            var (invoices, fromDay) = await split.Read(parsed).ReadAsync(screen, time, cancellationToken);
            var figures = await Task.Run(() =>
            {
                steps.Begin("Planting copies, with some seeds to learn from and another to be judged on");
                var judgedSeed = (ulong)parsed.GetValue(seed);
                var learned = Enumerable.Range(1, PlantingsLearned).Select(n => PlantedLedger.Of(invoices, parsed.GetValue(share), judgedSeed + (ulong)n)).ToArray();
                var judged = PlantedLedger.Of(invoices, parsed.GetValue(share), judgedSeed);
                var model = DuplicateTrainer.Train(learned, fromDay, DuplicateTrainer.Trees with { Seed = parsed.GetValue(seed) }, steps.Begin, cancellationToken);
                steps.Begin("Asking every later bill, with its number and without");
                return DuplicateEvaluation.Of(judged, model, fromDay, int.MaxValue, cancellationToken).Figures;
            }, cancellationToken);
            new DuplicateTables(screen).Show(figures);
            await output.WriteAsync(figures, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }
}
