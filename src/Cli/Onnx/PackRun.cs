using System.Collections.Immutable;
using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Cli.Train;
using Triage.Training.Onnx;
using Triage.Training.Packages;

namespace Triage.Cli.Onnx;

/// <summary>From a package, ONNX files and a ledger to a package.</summary>
internal sealed record PackRun(
    string Package, ImmutableArray<(string Model, string Path)> Models, string? Output, string OutputKind, Split Split, PackageOptions Options, string Directory, KeyDirectory Keys, string? Key, string? Json, TimeProvider Time)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        ModelPackageWriter.Refuse(Directory);
        var based = PackageReading.Contents(Package, Keys);
        ImmutableArray<BroughtModel> brought = [.. Models.Select(model => BroughtModel.Read(model.Model, model.Path, Output, OutputKind))];
        foreach (var model in brought.Where(model => model.Scorer.FeatureSchemaSha256 is null))
        {
            screen.Line($"The {model.Model} model does not note which features it learned from; it is taken to be those of today ({ModelSchemas.Of(model.Model).Sha256[..12]}).");
        }

        using var signing = await Keys.SignerAsync(Key, Options.TrainedBy, cancellationToken);
        signing.Tell(screen, Keys);
        var steps = new Steps(screen, Time);
        var (invoices, judgedFrom) = await Split.ReadAsync(screen, Time, cancellationToken);
        var packing = new BroughtPackage(based, brought, Options with { Tenant = based.Manifest.Tenant }, steps.Begin);
        var trained = await Task.Run(() => packing.Calibrate(invoices, judgedFrom, cancellationToken), cancellationToken);
        steps.Begin("Writing the package");
        var manifest = packing.Write(Directory, trained, Time.GetUtcNow(), signing.Signer);
        new TrainTables(screen).Show(manifest, signing.Key, Directory);
        await output.WriteAsync(manifest, cancellationToken);
    }
}
