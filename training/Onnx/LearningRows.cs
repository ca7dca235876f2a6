using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triage.Training.Trees;

namespace Triage.Training.Onnx;

/// <summary>What a model learns from, as files for another toolkit: rows and labels in NumPy's format, and what they are in JSON.</summary>
public sealed record LearningRows
{
    public const string RowsFile = "rows.npy";
    public const string LabelsFile = "labels.npy";
    public const string SchemaFile = "schema.json";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public required string Model { get; init; }

    /// <summary>A model notes it under <c>feature_schema_sha256</c>, and is then never given rows of another.</summary>
    public required string FeatureSchemaSha256 { get; init; }

    /// <summary>What a feature says that can't be known.</summary>
    public required float Missing { get; init; }

    /// <summary>No row is of this day or later: the month from here on is calibrated on, and what comes after is judged.</summary>
    public required DateOnly LearnedBefore { get; init; }
    public required DateOnly JudgedFrom { get; init; }
    public required int Rows { get; init; }

    /// <summary>Rows whose label is 1.</summary>
    public required int Right { get; init; }

    /// <summary>In the columns' order.</summary>
    public required ImmutableArray<string> Features { get; init; }

    [JsonIgnore]
    public ExampleTable? Table { get; init; }

    public static LearningRows Of(string model, ExampleTable table, int learnedBefore, int judgedFrom) => new()
    {
        Model = model,
        FeatureSchemaSha256 = table.Schema.Sha256,
        Missing = ModelSchemas.MissingOf(model),
        LearnedBefore = DateOnly.FromDayNumber(learnedBefore),
        JudgedFrom = DateOnly.FromDayNumber(judgedFrom),
        Rows = table.Count,
        Right = table.RightCount,
        Features = table.Schema.Names,
        Table = table,
    };

    /// <exception cref="TrainingException">The directory is taken.</exception>
    public void Write(string directory)
    {
        if (Directory.Exists(directory))
        {
            throw new TrainingException($"{directory} is there already. Name another with --out, or remove it.");
        }

        var table = Table ?? throw new InvalidOperationException("Rows that were read from a description have no table.");
        Directory.CreateDirectory(directory);
        using (var rows = new BufferedStream(File.Create(Path.Combine(directory, RowsFile)), 1 << 20))
        {
            WriteHeader(rows, "<f4", $"({table.Count}, {table.Schema.Count})");
            for (var row = 0; row < table.Count; row++)
            {
                rows.Write(MemoryMarshal.AsBytes(table.FeaturesOf(row)));
            }
        }

        using (var labels = new BufferedStream(File.Create(Path.Combine(directory, LabelsFile))))
        {
            WriteHeader(labels, "|u1", $"({table.Count},)");
            for (var row = 0; row < table.Count; row++)
            {
                labels.WriteByte(table.LabelOf(row) ? (byte)1 : (byte)0);
            }
        }

        File.WriteAllBytes(Path.Combine(directory, SchemaFile), JsonSerializer.SerializeToUtf8Bytes(this, Json));
    }

    // NumPy's format 1.0 (NEP 1): the header is filled with spaces, so that what follows begins at a multiple of 64.
    private static void WriteHeader(Stream to, string kind, string shape)
    {
        const int Prefix = 10;
        var text = $"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}";
        text = text.PadRight((Prefix + text.Length + 1 + 63) / 64 * 64 - Prefix - 1) + "\n";
        to.Write([0x93, .. "NUMPY"u8, 1, 0]);
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        to.Write(length);
        to.Write(Encoding.ASCII.GetBytes(text));
    }
}
