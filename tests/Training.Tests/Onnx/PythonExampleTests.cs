using System.Diagnostics;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Onnx;
using Triage.Training.Packages;
using Triage.Training.Tests.Packages;

namespace Triage.Training.Tests.Onnx;

/// <summary>The worked example, from rows to a package. Where Debian's Python has no scikit-learn and ONNX, it says so and is skipped.</summary>
[Collection(nameof(TrainedOnce))]
public sealed class PythonExampleTests(PackageTrainingTests.Trained trained)
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Model_learned_in_Python_is_packed_and_finds_copies()
    {
        Assert.SkipUnless(File.Exists(Python) && await RunAsync(["-c", "import sklearn, onnx"]) is (0, _), "scikit-learn or ONNX for Python is not installed here; in Debian the packages are python3-sklearn and python3-onnx, and ./triage test as root installs them.");
        using var temporary = new TemporaryDirectory();
        var (rows, model) = (Path.Combine(temporary.Path, "rows"), Path.Combine(temporary.Path, "duplicate.onnx"));
        var judgedFrom = trained.Invoices[^1].IssueDate!.Value.DayNumber - 20; // the generator dates every invoice
        var table = new PackageTraining(trained.Options, _ => { }).Examples(ModelFileKinds.Duplicate, trained.Invoices, judgedFrom - 30, TestContext.Current.CancellationToken);
        LearningRows.Of(ModelFileKinds.Duplicate, table, judgedFrom - 30, judgedFrom).Write(rows);
        var (code, output) = await RunAsync([Path.Combine(AppContext.BaseDirectory, "onnx-python", "train.py"), rows, model]);
        Assert.True(code == 0, output);

        var based = ModelPackageReader.CheckModels(new DirectoryPackage(trained.Directory), TestKeys.Trusted).Contents;
        var brought = BroughtModel.Read(ModelFileKinds.Duplicate, model, output: null, OnnxOutputs.Probability);
        Assert.Equal(table.Schema.Sha256, brought.Scorer.FeatureSchemaSha256);
        var packing = new BroughtPackage(based, [brought], trained.Options, _ => { });
        var packed = packing.Calibrate(trained.Invoices, judgedFrom, TestContext.Current.CancellationToken);
        var manifest = packing.Write(Path.Combine(temporary.Path, "brought"), packed, DateTimeOffset.UnixEpoch, TestKeys.Signer);
        Assert.Contains("scikit-learn as ONNX", manifest.Trainer, StringComparison.Ordinal);
        Assert.InRange(manifest.Metrics[ModelFileKinds.Duplicate]["recall"], 0.5, 1);
        Assert.Empty(ModelPackageReader.Read(new DirectoryPackage(Path.Combine(temporary.Path, "brought")), TestKeys.Trusted, broken => throw broken).Scorers.Missing);
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!; // null only with UseShellExecute
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(RunMax);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
