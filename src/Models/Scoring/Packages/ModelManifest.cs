using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Triage.Models.Scoring.Packages;

/// <summary>What a package says of itself: which files it has, and of what they were made.</summary>
public sealed record ModelManifest
{
    public const string FileName = "manifest.json";
    public const int FormatOfThis = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required int Format { get; init; }

    /// <summary>Unique among packages: the day, and the beginning of the hash over all files but the report, which names it.</summary>
    public required string Version { get; init; }

    /// <summary>The tenant whose ledger it was trained on: to another's invoices its history is not shown.</summary>
    public required string Tenant { get; init; }
    public required DateTimeOffset TrainedAt { get; init; }

    /// <summary>The trainer's version.</summary>
    public required string Trainer { get; init; }
    public required int Seed { get; init; }
    public required TrainingData Data { get; init; }

    /// <summary>Beside this one, every file of the package.</summary>
    public required ImmutableArray<ModelFile> Files { get; init; }

    /// <summary>How good each model was on what came after its training, by model and figure; the report says more.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, double>> Metrics { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="ModelPackageException"/>
    public static ModelManifest Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ModelManifest>(bytes, Json) ?? throw new ModelPackageException(FileName, "is empty");
            return manifest.Format == FormatOfThis ? manifest : throw new ModelPackageException(FileName, $"has format {manifest.Format}; this program reads {FormatOfThis}");
        }
        catch (JsonException notOne)
        {
            throw new ModelPackageException(FileName, $"is not a manifest: {notOne.Message}");
        }
    }
}
