using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Storage;
using Triage.Training.Labels;

namespace Triage.Training.Packages;

/// <summary>Writes a package whole or not at all: its directory gets its name when everything is in it, signed.</summary>
public static class ModelPackageWriter
{
    private const int VersionHashDigits = 8;

    /// <param name="report">Makes a page for people of what the manifest says of the other files; <c>null</c> for none.</param>
    /// <param name="signer">Vouches for it.</param>
    /// <exception cref="TrainingException">The directory is taken: a package is never changed.</exception>
    public static ModelManifest Write(string directory, TrainedPackage trained, PackageOptions options, DateTimeOffset now, Func<ModelManifest, string>? report, PackageSigner signer)
    {
        Refuse(directory);
        var files = new List<(ModelFile File, byte[] Bytes)> { File("history.gz", ModelFileKinds.History, HistoryCodec.Encode(trained.History(options.HistoryInvoicesMax))) };
        var golden = new List<GoldenCases>();
        foreach (var (kind, bytes, schema, asked) in Models(trained))
        {
            files.Add(File($"{kind}.model", kind, bytes, schema));
            golden.AddRange(trained.Questions.Where(questions => questions.Model == kind).Select(questions => GoldenCases.Of(kind, asked, questions.Cases)));
        }

        files.Add(File("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode(golden)));
        if (trained.Reference is { } reference)
        {
            files.Add(File(reference));
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

        Write(directory, files, manifest, signer);
        return manifest;
    }

    /// <exception cref="TrainingException">The directory is taken.</exception>
    internal static void Write(string directory, IEnumerable<(ModelFile File, byte[] Bytes)> files, ModelManifest manifest, PackageSigner signer)
    {
        Refuse(directory);
        var aside = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        OwnedDirectory.Create(aside);
        foreach (var (file, bytes) in files)
        {
            System.IO.File.WriteAllBytes(Path.Combine(aside, file.Name), bytes);
        }

        var written = manifest.ToBytes();
        System.IO.File.WriteAllBytes(Path.Combine(aside, ModelManifest.FileName), written);
        System.IO.File.WriteAllBytes(Path.Combine(aside, PackageSignature.FileName), signer.Sign(written).ToBytes());
        Directory.Move(aside, directory);
    }

    /// <summary>Before hours of training, not after.</summary>
    public static void Refuse(string directory)
    {
        if (Directory.Exists(directory) || System.IO.File.Exists(directory))
        {
            throw new TrainingException($"{directory} is there already, and a package is never changed. Name another with --out, or remove it.");
        }
    }

    internal static IEnumerable<(string Kind, byte[] Bytes, string Schema, IGoldenModel Asked)> Models(TrainedPackage trained)
    {
        if (trained.Coding is { } coding)
        {
            yield return (ModelFileKinds.Coding, CodingModelCodec.Encode(coding), coding.FeatureSchemaSha256, GoldenModels.Of(coding));
        }

        foreach (var (field, model, _) in trained.Fields)
        {
            yield return (ModelFileKinds.Of(field), CodingModelCodec.Encode(model), model.FeatureSchemaSha256, GoldenModels.Of(model));
        }

        if (trained.Anomaly is { } anomaly)
        {
            yield return (ModelFileKinds.Anomaly, AnomalyModelCodec.Encode(anomaly), anomaly.FeatureSchemaSha256, GoldenModels.Of(anomaly));
        }

        if (trained.Duplicate is { } duplicate)
        {
            yield return (ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(duplicate), duplicate.FeatureSchemaSha256, GoldenModels.Of(duplicate));
        }
    }

    private static ModelManifest Manifest(TrainedPackage trained, PackageOptions options, DateTimeOffset now, ImmutableArray<ModelFile> files)
    {
        return new()
        {
            Format = ModelManifest.FormatOfThis,
            Version = Version(now, files),
            Tenant = options.Tenant,
            TrainedAt = now,
            TrainedBy = options.TrainedBy,
            Trainer = $"Microsoft.ML.LightGbm {VersionOf(typeof(Microsoft.ML.Trainers.LightGbm.LightGbmBinaryTrainer).Assembly)}",
            CodeVersion = CodeVersion,
            Seed = options.Seed,
            Data = Data(trained.Ledger, options.Source) with { Labels = trained.Labels?.BySampling },
            Files = files,
            Metrics = PackageMetrics.Of(trained),
            Notes = PackageNotes.Of(trained),
            Segments = PackageSegments.Of(trained),
            Calibration = PackageCalibration.Of(trained),
        };
    }

    internal static string CodeVersion => VersionOf(typeof(ModelPackageWriter).Assembly);

    /// <summary>The day, and the beginning of the hash over all files.</summary>
    internal static string Version(DateTimeOffset now, IEnumerable<ModelFile> files)
    {
        var all = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', files.Select(file => file.Sha256)))));
        return string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd}-{all[..VersionHashDigits]}");
    }

    private static string VersionOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    internal static TrainingData Data(ImmutableArray<Invoice> ledger, string source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var invoice in ledger)
        {
            hash.AppendData(InvoiceCodec.HashOf(invoice).AsSpan());
        }

        // Every invoice here is dated.
        return new(source, ledger[0].IssueDate!.Value, ledger[^1].IssueDate!.Value, ledger.Length, ledger.Sum(invoice => invoice.Lines.Length), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    internal static (ModelFile File, byte[] Bytes) File(DriftReference reference) => File(ModelFileKinds.ReferenceFile, ModelFileKinds.Reference, DriftReferenceCodec.Encode(reference));

    internal static (ModelFile File, byte[] Bytes) File(string name, string kind, byte[] bytes, string? schema = null) =>
        (new(name, kind, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, schema), bytes);
}
