using System.Collections.Immutable;
using System.Text.Json;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Onnx.Format;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Onnx;

/// <summary>Every model of a set as ONNX, whose rows trees score.</summary>
public static class ExportedPackage
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>By model.</summary>
    public static ImmutableSortedDictionary<string, (byte[] Bytes, OnnxContract Contract)> Of(ScorerSet set)
    {
        var exported = ImmutableSortedDictionary.CreateBuilder<string, (byte[] Bytes, OnnxContract Contract)>(StringComparer.Ordinal);
        foreach (var (model, scorer, schema) in RowScorers.Of(set))
        {
            if (scorer is TreeEnsemble trees)
            {
                exported.Add(model, (OnnxModelWriter.Encode(TreesAsOnnx.Of(trees, schema)), TreesAsOnnx.ContractOf(trees)));
            }
        }

        return exported.ToImmutable();
    }

    /// <summary>The same set with rows scored by its trees as ONNX; what has none stays as it is.</summary>
    public static ScorerSet Served(ScorerSet set)
    {
        var scorers = Of(set).ToDictionary(model => model.Key, model => OnnxRowScorer.Load(model.Value.Bytes, model.Value.Contract), StringComparer.Ordinal);
        return RowScorers.Exchanged(set, (model, own) => scorers.TryGetValue(model, out var exported) ? exported : own);
    }

    /// <returns>The files that were written.</returns>
    /// <exception cref="TrainingException">The directory is taken, or nothing can be written.</exception>
    public static IReadOnlyList<(string Name, long Bytes)> Write(ScorerSet set, string directory)
    {
        if (Directory.Exists(directory))
        {
            throw new TrainingException($"{directory} is there already. Name another with --out, or remove it.");
        }

        var exported = Of(set);
        if (exported.IsEmpty)
        {
            throw new TrainingException("The package has no model of trees: there is nothing to write as ONNX.");
        }

        Directory.CreateDirectory(directory);
        var written = new List<(string, long)>();
        foreach (var (model, (bytes, contract)) in exported)
        {
            Put($"{model}.onnx", bytes);
            Put($"{model}.json", JsonSerializer.SerializeToUtf8Bytes(contract, Json));
        }

        return written;

        void Put(string name, byte[] bytes)
        {
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
            written.Add((name, bytes.Length));
        }
    }
}
