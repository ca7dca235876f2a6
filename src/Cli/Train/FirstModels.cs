using Triage.Cli.Evaluate;
using Triage.Cli.Keys;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Models.Intake;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Training.Generation;
using Triage.Training.Ledgers;
using Triage.Training.Packages;

namespace Triage.Cli.Train;

/// <summary>
/// The first models, trained on what a generated ledger's suppliers sent in the months before it: other invoices, another seed, nothing planted but the copies that training plants itself. Made once and kept.
/// </summary>
internal sealed class FirstModels(string dataDirectory, Screen screen, TimeProvider time)
{
    // Goes up with whatever makes other models of the same ledger: those that were kept are then made again.
    private const int Recipe = 2;

    // A month of so small a history has few copies at the share of a real one.
    private const double CopiesShare = 0.05;

    // What was made up has simpler laws than a real ledger.
    private const int TreesMax = 100;
    private const int CodingLinesMax = 15_000;

    /// <returns>The package's directory; <c>null</c>: nothing can be trained here, and rules judge alone.</returns>
    public async Task<string?> PrepareAsync(GeneratorOptions ledger, CancellationToken cancellationToken)
    {
        var keys = new KeyDirectory(KeysOption.In(dataDirectory), time);
        var directory = Path.Combine(dataDirectory, "models", $"first-{Recipe}-{ledger.Invoices}-seed-{ledger.Seed}");
        if (Version(directory, keys) is { } known)
        {
            screen.Line($"Models {known}, trained before: {directory}");
            return directory;
        }

        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true); // of another version of this program, or signed with a key that is trusted no more
        }

        using var signing = await keys.SignerAsync(which: null, Environment.UserName, cancellationToken);
        signing.Tell(screen, keys);
        var history = ledger.HistoryBefore();
        screen.Line($"Training the first models on {history.Invoices:#,0} generated invoices of the months before (made up, seed {history.Seed})");
        var options = new PackageOptions { Tenant = TokenRequest.LocalTenant, Source = "generated", TrainedBy = signing.Key.Owner, Seed = (int)(history.Seed & 0xFFFF), IsEvaluated = false, Models = ModelFileKinds.Scorers, CopiesShare = CopiesShare, TreesMax = TreesMax, CodingLinesMax = CodingLinesMax };
        var steps = new Steps(screen, time);
        try
        {
            var manifest = await Task.Run(() => Train(history, options, directory, steps, signing.Signer, cancellationToken), cancellationToken);
            screen.Line($"Models {manifest.Version}, trained in {steps.Seconds:0} s: {directory}");
            foreach (var note in manifest.Notes?.Values ?? [])
            {
                screen.Line(note);
            }

            return directory;
        }
        catch (DllNotFoundException missing)
        {
            screen.Line($"No models, rules judge alone: a library of the system is missing ({missing.Message.Split('\n')[0]}). ./triage setup installs what training needs.");
            return null;
        }
    }

    private ModelManifest Train(GeneratorOptions history, PackageOptions options, string directory, Steps steps, PackageSigner signer, CancellationToken cancellationToken)
    {
        List<Invoice> invoices = [.. new LedgerGenerator(history).Generate().Select(made => LedgerInvoices.ToDomain(made.Invoice))];
        var trained = new PackageTraining(options, steps.Begin).Train(invoices, judgedFromDay: 0, cancellationToken);
        return ModelPackageWriter.Write(directory, trained, options, time.GetUtcNow(), report: null, signer);
    }

    /// <returns><c>null</c> where there is none that this program could serve.</returns>
    private static string? Version(string directory, KeyDirectory keys)
    {
        try
        {
            return ModelPackageReader.CheckModels(new DirectoryPackage(directory), keys.Read()).Manifest.Version;
        }
        catch (ModelPackageException)
        {
            return null;
        }
    }
}
