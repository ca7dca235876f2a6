using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Duplicates;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Trees;

namespace Triage.TestKit;

/// <summary>Models of one split each, so that a test knows what they say: a bill is a copy where its number is another's, a code is right where most of the supplier's lines have it.</summary>
public static class SampleModels
{
    public const string Version = "20260310-sample";

    public static DuplicateModel Duplicate { get; } = new()
    {
        RowScorer = Stump(DuplicateFeatures.Schema, "number_equal_scanned"),
        Numbered = new(Rising, 0),
        Unnumbered = new(Rising, double.PositiveInfinity),
        FeatureSchemaSha256 = DuplicateFeatures.Schema.Sha256,
    };

    public static CodingModel Coding { get; } = new()
    {
        RowScorer = Stump(CodingFeatures.Schema, "Supplier.share"),
        First = new([(0, 0), (1, 1)]),
        DeployedThreshold = 0.8,
        Sets = [new(0.2, true, [0.5]), new(0.2, false, [0.5]), new(0.2, false, [0.5])],
        FeatureSchemaSha256 = CodingFeatures.Schema.Sha256,
    };

    public static GoldenCases DuplicateCases { get; } = GoldenCases.Of(ModelFileKinds.Duplicate, GoldenModels.Of(Duplicate), [Row(DuplicateFeatures.Schema, 0), Row(DuplicateFeatures.Schema, 1)]);

    public static GoldenCases CodingCases { get; } = GoldenCases.Of(ModelFileKinds.Coding, GoldenModels.Of(Coding), [[.. Row(CodingFeatures.Schema, 0), .. Row(CodingFeatures.Schema, 1)]]);

    private static CalibrationCurve Rising => new([(-3, 0.02), (3, 0.97)]);

    /// <summary>Every file of a whole package by its name.</summary>
    public static Dictionary<string, byte[]> Package(string tenant = "local", params ImmutableArray<Invoice> history) => Of(
        tenant,
        new("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(Coding)),
        new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(Duplicate)),
        new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode([DuplicateCases, CodingCases])),
        new("history.gz", ModelFileKinds.History, HistoryCodec.Encode(history)));

    /// <summary>Of all models, every column with the same values: nothing that is asked looks like them.</summary>
    public static DriftReference Reference { get; } = new(
        new(2026, 1, 1), new(2026, 2, 1), [.. DriftRows.Models.Select(model => new ModelReference(model, 500, [.. DriftRows.ColumnsOf(model).Select(name => ColumnReference.Of(name, Enumerable.Range(5_000, 500).Select(value => (float)value)))]))]);

    /// <summary>A package whose drift can be measured.</summary>
    public static Dictionary<string, byte[]> Measurable(string version, string tenant = "local") => As(version, Of(
        tenant,
        new("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(Coding)),
        new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(Duplicate)),
        new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode([DuplicateCases, CodingCases])),
        new(ModelFileKinds.ReferenceFile, ModelFileKinds.Reference, DriftReferenceCodec.Encode(Reference)),
        new("history.gz", ModelFileKinds.History, HistoryCodec.Encode([]))));

    /// <summary>Signed with <see cref="TestKeys"/>, and with no golden cases but those among the files.</summary>
    public static Dictionary<string, byte[]> Of(string tenant, params ReadOnlySpan<PackedFile> files)
    {
        var all = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var listed = ImmutableArray.CreateBuilder<ModelFile>();
        foreach (var (name, kind, bytes) in files)
        {
            all[name] = bytes;
            listed.Add(new(name, kind, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length));
        }

        Sign(all, Manifest(tenant, listed.ToImmutable()));
        return all;
    }

    /// <summary>The same files as another version of them.</summary>
    public static Dictionary<string, byte[]> As(string version, Dictionary<string, byte[]> files)
    {
        var renamed = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);
        Sign(renamed, ModelManifest.Parse(files[ModelManifest.FileName]) with { Version = version });
        return renamed;
    }

    /// <summary>A whole package whose duplicate model never finds a copy.</summary>
    public static Dictionary<string, byte[]> Blind(string version, string tenant = "local", params ImmutableArray<Invoice> history)
    {
        var blind = Duplicate with { Numbered = new(new([(-3, 0.001), (3, 0.002)]), double.PositiveInfinity) };
        var cases = GoldenCases.Of(ModelFileKinds.Duplicate, GoldenModels.Of(blind), [Row(DuplicateFeatures.Schema, 0), Row(DuplicateFeatures.Schema, 1)]);
        return As(version, Of(
            tenant,
            new("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(Coding)),
            new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(blind)),
            new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode([cases, CodingCases])),
            new("history.gz", ModelFileKinds.History, HistoryCodec.Encode(history))));
    }

    /// <summary>A whole package under another name, changed as a test says.</summary>
    public static Dictionary<string, byte[]> Package(string version, Func<ModelManifest, ModelManifest> change)
    {
        var files = Package();
        Sign(files, change(ModelManifest.Parse(files[ModelManifest.FileName]) with { Version = version }));
        return files;
    }

    public static void Sign(Dictionary<string, byte[]> files, ModelManifest manifest)
    {
        files[ModelManifest.FileName] = manifest.ToBytes();
        files[PackageSignature.FileName] = TestKeys.Signer.Sign(files[ModelManifest.FileName]).ToBytes();
    }

    public static ModelManifest Manifest(string tenant, ImmutableArray<ModelFile> files) => new()
    {
        Format = ModelManifest.FormatOfThis,
        Version = Version,
        Tenant = tenant,
        TrainedAt = new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero),
        TrainedBy = "tess",
        Trainer = "test",
        CodeVersion = "1.0.0",
        Seed = 1,
        Data = new("sample", new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1), 0, 0, ""),
        Files = files,
        Metrics = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>>.Empty,
        Segments = [],
        Calibration = [],
    };

    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(directory);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
        }
    }

    private static ImmutableArray<float> Row(FeatureSchema schema, float value) => [.. Enumerable.Repeat(value, schema.Count)];

    public static TreeEnsemble Stump(FeatureSchema schema, string feature) =>
        new(schema.Count, 0, [new([schema.Names.IndexOf(feature), -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [-1, -3, 3])]);

    public sealed record PackedFile(string Name, string Kind, byte[] Bytes);
}
