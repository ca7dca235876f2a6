using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Storage;
using Triage.Training.Labels;

namespace Triage.Training.Packages;

/// <summary>Writes a package whole or not at all: its directory gets its name when everything is in it.</summary>
public static class ModelPackageWriter
{
    private const int VersionHashDigits = 8;

    /// <param name="report">Makes a page for people of what the manifest says of the other files; <c>null</c> for none.</param>
    /// <exception cref="TrainingException">The directory is taken: a package is never changed.</exception>
    public static ModelManifest Write(string directory, TrainedPackage trained, PackageOptions options, DateTimeOffset now, Func<ModelManifest, string>? report)
    {
        Refuse(directory);
        // Profiles take the codes of a history as right; what a store knows besides, its feed says again.
        ImmutableArray<Invoice> history = trained.Labels is { } known ? [.. trained.Ledger.Where(bill => known.Of(bill) is not null)] : trained.Ledger;
        history = history[Math.Max(0, history.Length - options.HistoryInvoicesMax)..];
        var files = new List<(ModelFile File, byte[] Bytes)> { File("history.gz", ModelFileKinds.History, HistoryCodec.Encode(history)) };
        if (trained.Coding is { } coding)
        {
            files.Add(File("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(coding), coding.FeatureSchemaSha256));
        }

        foreach (var (field, model, _) in trained.Fields)
        {
            var kind = ModelFileKinds.Of(field);
            files.Add(File($"{kind}.model", kind, CodingModelCodec.Encode(model), model.FeatureSchemaSha256));
        }

        if (trained.Anomaly is { } anomaly)
        {
            files.Add(File("anomaly.model", ModelFileKinds.Anomaly, AnomalyModelCodec.Encode(anomaly), anomaly.FeatureSchemaSha256));
        }

        if (trained.Duplicate is { } duplicate)
        {
            files.Add(File("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(duplicate), duplicate.FeatureSchemaSha256));
        }

        if (trained.Labels is { } labels)
        {
            files.Add(File(LabelFile.Name, ModelFileKinds.Labels, LabelFile.Encode(labels)));
        }

        var manifest = Manifest(trained, options, now, [.. files.Select(file => file.File)]);
        if (report is not null)
        {
            files.Add(File("report.html", ModelFileKinds.Report, System.Text.Encoding.UTF8.GetBytes(report(manifest))));
            manifest = manifest with { Files = [.. manifest.Files, files[^1].File] };
        }

        var aside = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        OwnedDirectory.Create(aside);
        foreach (var (file, bytes) in files)
        {
            System.IO.File.WriteAllBytes(Path.Combine(aside, file.Name), bytes);
        }

        System.IO.File.WriteAllBytes(Path.Combine(aside, ModelManifest.FileName), manifest.ToBytes());
        Directory.Move(aside, directory);
        return manifest;
    }

    /// <summary>Before hours of training, not after.</summary>
    public static void Refuse(string directory)
    {
        if (Directory.Exists(directory) || System.IO.File.Exists(directory))
        {
            throw new TrainingException($"{directory} is there already, and a package is never changed. Name another with --out, or remove it.");
        }
    }

    private static ModelManifest Manifest(TrainedPackage trained, PackageOptions options, DateTimeOffset now, ImmutableArray<ModelFile> files)
    {
        var all = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', files.Select(file => file.Sha256)))));
        return new()
        {
            Format = ModelManifest.FormatOfThis,
            Version = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd}-{all[..VersionHashDigits]}"),
            Tenant = options.Tenant,
            TrainedAt = now,
            Trainer = typeof(ModelPackageWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Seed = options.Seed,
            Data = Data(trained.Ledger, options.Source) with { Labels = trained.Labels?.BySampling },
            Files = files,
            Metrics = PackageMetrics.Of(trained),
        };
    }

    private static TrainingData Data(ImmutableArray<Invoice> ledger, string source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var invoice in ledger)
        {
            hash.AppendData(InvoiceCodec.HashOf(invoice).AsSpan());
        }

        // Every invoice here is dated.
        return new(source, ledger[0].IssueDate!.Value, ledger[^1].IssueDate!.Value, ledger.Length, ledger.Sum(invoice => invoice.Lines.Length), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static (ModelFile, byte[]) File(string name, string kind, byte[] bytes, string? schema = null) =>
        (new(name, kind, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, schema), bytes);
}
