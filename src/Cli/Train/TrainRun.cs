using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Models.Features.Coding;
using Triage.Models.Scoring.Packages;
using Triage.Training.Labels;
using Triage.Training.Packages;
using Triage.Training.Reports;

namespace Triage.Cli.Train;

/// <summary>From a ledger or a store to a package in a directory.</summary>
internal sealed record TrainRun(ITrainingSource Source, PackageOptions Options, string Directory, KeyDirectory Keys, string? Key, string? Json, TimeProvider Time)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var output = new JsonOutput(Json);
        var screen = new Screen(output.TakesStandardOutput);
        ModelPackageWriter.Refuse(Directory);
        // Before hours of training, not after.
        using var signing = await Keys.SignerAsync(Key, Options.TrainedBy, cancellationToken);
        signing.Tell(screen, Keys);
        var manifest = await RunAsync(screen, signing, cancellationToken);
        new TrainTables(screen).Show(manifest, signing.Key, Directory);
        await output.WriteAsync(manifest, cancellationToken);
        return ExitCode.Ok;
    }

    public async Task<ModelManifest> RunAsync(Screen screen, SigningKey signing, CancellationToken cancellationToken)
    {
        var steps = new Steps(screen, Time);
        var input = await Source.ReadAsync(screen, Time, cancellationToken);
        var options = Options with { Tenant = input.Stored?.Tenant ?? Options.Tenant };
        if (input.Stored is { } stored && CodeFields.All.Any(field => options.Models.Contains(ModelFileKinds.Of(field))))
        {
            LabelCheck.Check(stored, Time.GetUtcNow(), options.IsEvaluated ? input.FromDay : null);
        }

        var trained = await Task.Run(() => new PackageTraining(options, steps.Begin).Train(input.Bills, input.FromDay, cancellationToken, input.Stored?.Labels), cancellationToken);
        steps.Begin("Writing the package");
        return ModelPackageWriter.Write(Directory, trained, options, Time.GetUtcNow(), manifest => TrainingReport.Of(trained, manifest), signing.Signer);
    }
}
