using System.Globalization;
using Triage.Cli.Evaluate;
using Triage.Cli.Output;
using Triage.Training.Onnx;
using Triage.Training.Packages;

namespace Triage.Cli.Onnx;

internal sealed record FeaturesRun(string Model, Split Split, PackageOptions Options, string Directory, TimeProvider Time)
{
    // A month, as every calibration here.
    private const int CalibrationDays = 30;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var screen = new Screen(toError: false);
        var steps = new Steps(screen, Time);
        var (invoices, judgedFrom) = await Split.ReadAsync(screen, Time, cancellationToken);
        var before = judgedFrom - CalibrationDays;
        var table = await Task.Run(() => new PackageTraining(Options, steps.Begin).Examples(Model, invoices, before, cancellationToken), cancellationToken);
        var rows = LearningRows.Of(Model, table, before, judgedFrom);
        rows.Write(Directory);
        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Rows:#,0} rows of {rows.Features.Length} features, {rows.Right:#,0} of them right, from before {rows.LearnedBefore:yyyy-MM-dd}: {LearningRows.RowsFile}, {LearningRows.LabelsFile} and {LearningRows.SchemaFile} in {Directory}"));
        screen.Line($"Learn from them, then: ./triage onnx pack --from PACKAGE --model {Model}=FILE --ledger {Split.Path}{(Split.Mapping is { } mapping ? $" --mapping {mapping}" : "")} --judge-from {rows.JudgedFrom:yyyy-MM-dd} --out DIR");
    }
}
