using System.Globalization;
using Triage.Cli.Output;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;

namespace Triage.Cli.Train;

/// <summary>What a training made, for whoever ran it.</summary>
internal sealed class TrainTables(Screen screen)
{
    public void Show(ModelManifest manifest, TrustedKey key, string directory)
    {
        screen.Table(
            $"Package {manifest.Version}, of {Number(manifest.Data.Invoices)} invoices from {manifest.Data.From:yyyy-MM-dd} to {manifest.Data.Until:yyyy-MM-dd}",
            ["file", "what", "bytes", "SHA-256"],
            [.. manifest.Files.Select(file => (IReadOnlyList<string>)[file.Name, file.Kind, Number(file.Bytes), file.Sha256[..12]])]);
        if (manifest.Metrics.Count > 0)
        {
            screen.Table(
                "How good the same training was on the last days, which it did not know",
                ["model", "figure", "value"],
                [.. manifest.Metrics.SelectMany(model => model.Value.Select(figure => (IReadOnlyList<string>)[model.Key, figure.Key, figure.Value.ToString("0.####", CultureInfo.InvariantCulture)]))]);
        }

        screen.Line();
        if (manifest.Files.FirstOrDefault(file => file.Kind == ModelFileKinds.Report) is { } report)
        {
            screen.Line($"How good it is:   {Path.Combine(directory, report.Name)} (a page for your browser)");
        }

        foreach (var note in manifest.Notes?.Values ?? [])
        {
            screen.Line(note);
        }

        screen.Line($"Signed:           with {key.Name} ({key.ShortId()}) of {key.Owner}, trained by {manifest.TrainedBy}");
        screen.Line($"Put it in force:  ./triage serve --models {directory}");
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
