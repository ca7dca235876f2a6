using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Models.Scoring.Packages;

/// <summary>What a package says of itself: which files it has, and of what they were made.</summary>
public sealed record ModelManifest
{
    public const string FileName = "manifest.json";
    public const int FormatOfThis = 2;
    public const int BytesMax = 4 * 1024 * 1024;

    private const int WordsMax = 200;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly JsonSerializerOptions FormatJson = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required int Format { get; init; }

    /// <summary>Unique among packages: the day, and the beginning of the hash over all files but the report, which names it.</summary>
    public required string Version { get; init; }

    /// <summary>The tenant whose ledger it was trained on: to another's invoices its history is not shown.</summary>
    public required string Tenant { get; init; }
    public required DateTimeOffset TrainedAt { get; init; }


    /// <summary>The person who trained it, as whoever signed it says.</summary>
    public required string TrainedBy { get; init; }

    /// <summary>The library that grew the models, with its version.</summary>
    public required string Trainer { get; init; }

    /// <summary>Of the program that made the package.</summary>
    public required string CodeVersion { get; init; }
    public required int Seed { get; init; }
    public required TrainingData Data { get; init; }

    /// <summary>Beside this one, every file of the package.</summary>
    public required ImmutableArray<ModelFile> Files { get; init; }

    /// <summary>How good each model was on what came after its training, by model and figure; the report says more.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>> Metrics { get; init; }

    /// <summary>The same by parts of what was judged. Of every figure more is better.</summary>
    public required ImmutableArray<ModelSegment> Segments { get; init; }

    public required ImmutableArray<ModelCalibration> Calibration { get; init; }

    /// <summary>The package whose other models and history these are; <c>null</c> where one training made all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BasedOn { get; init; }

    /// <summary>What the models that were brought were calibrated and judged on; <c>null</c> where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingData? CalibratedOn { get; init; }

    /// <summary>By model what whoever puts the package in force should know of it, in words; <c>null</c>: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Notes { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="ModelPackageException"/>
    public static ModelManifest Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RefuseOtherFormat(bytes);
            return (JsonSerializer.Deserialize<ModelManifest>(bytes, Json) ?? throw new ModelPackageException(FileName, "is empty")).Sound();
        }
        catch (JsonException notOne)
        {
            throw new ModelPackageException(FileName, $"is not a manifest: {notOne.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Before anything else is said of it: a package of an older format lacks more than its signature.</summary>
    /// <exception cref="ModelPackageException"/>
    /// <exception cref="JsonException"/>
    internal static void RefuseOtherFormat(ReadOnlySpan<byte> bytes)
    {
        if (JsonSerializer.Deserialize<FormatAlone>(bytes, FormatJson) is { Format: { } format and not FormatOfThis })
        {
            throw new ModelPackageException(FileName, $"has format {format}; this program reads {FormatOfThis}. {(format < FormatOfThis ? "Train the models again with ./triage train" : "It was made by a newer one")}");
        }
    }

    private ModelManifest Sound()
    {
        if (!PackageLimits.IsPlain(Version) || !IsWords(Tenant) || !IsWords(TrainedBy) || !IsWords(Trainer) || !IsWords(CodeVersion) || Files.IsDefault || Segments.IsDefault || Calibration.IsDefault)
        {
            throw new ModelPackageException(FileName, $"lacks its files, segments or calibration, or has no version of letters, digits, '.', '_' and '-', or no tenant, trained_by, trainer and code_version of 1 to {WordsMax} characters");
        }

        return this;
    }

    private static bool IsWords(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= WordsMax && !text.Any(char.IsControl);

    private sealed record FormatAlone(int? Format);
}
