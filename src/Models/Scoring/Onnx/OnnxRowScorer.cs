using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Triage.Models.Scoring.Onnx.Checks;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx;

/// <summary>
/// A model of another toolkit, asked through ONNX Runtime so that the same question gives the same bits: on the processor, by one thread, one row
/// at a time, so that none depends on those that it is asked with. One session serves all threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Models are exchanged while others score with them: the last who knows one lets go of it, and its finalizer frees what is not managed.")]
public sealed class OnnxRowScorer : IRowScorer
{
    // Nearer to 0 or 1 single precision does not tell probabilities apart.
    private const double ProbabilityMin = 1e-7;

    private readonly OnnxContract _contract;
    private readonly InferenceSession _session;
    private readonly ConcurrentBag<OnnxRun> _runs = [];
    private readonly int _width;

    private OnnxRowScorer(OnnxContract contract, ImmutableArray<byte> sha256, OnnxModel served)
    {
        (_contract, Sha256, Producer, FeatureSchemaSha256) = (contract, sha256, served.Producer, served.Notes.GetValueOrDefault(OnnxContract.SchemaNote));
        _width = (int)(served.Graph.Outputs[0].Dims is [_, var columns] ? columns.Size : 1);
        OutputRank = served.Graph.Outputs[0].Dims.Length;
        try
        {
            using var options = Options();
            _session = new(OnnxModelWriter.Encode(served), options);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new UnsoundModelException($"is refused by ONNX Runtime: {refused.Message}");
        }
    }

    public int FeaturesCount => _contract.Features;

    public OnnxContract Contract => _contract;

    /// <summary>Of the file as it came.</summary>
    public ImmutableArray<byte> Sha256 { get; }

    /// <summary>The feature schema that the file says it learned from; <c>null</c> where it says none.</summary>
    public string? FeatureSchemaSha256 { get; }

    /// <summary>What wrote the file, as it says.</summary>
    public string Producer { get; }

    internal int OutputRank { get; }

    /// <exception cref="UnsoundModelException">Reads on after the file's name.</exception>
    public static OnnxRowScorer Load(byte[] bytes, OnnxContract contract) =>
        new(contract, [.. SHA256.HashData(bytes)], OnnxCheck.Check(OnnxModelReader.Decode(bytes), contract, rows: 1));

    public double Score(ReadOnlySpan<float> features)
    {
        Span<double> score = stackalloc double[1];
        ScoreEach(features, score);
        return score[0];
    }

    public void ScoreEach(ReadOnlySpan<float> rows, Span<double> scores)
    {
        if (rows.Length != scores.Length * FeaturesCount)
        {
            throw new ArgumentException($"The model reads {FeaturesCount} features of each of {scores.Length} rows, not {rows.Length} in all.", nameof(rows));
        }

        if (!_runs.TryTake(out var run))
        {
            run = new(_session, _contract, OutputRank == 2 ? [1, _width] : [1]);
        }

        try
        {
            for (var row = 0; row < scores.Length; row++)
            {
                scores[row] = LogOdds(run.Of(rows.Slice(row * FeaturesCount, FeaturesCount)));
            }
        }
        catch (OnnxRuntimeException failed)
        {
            throw new UnsoundModelException($"cannot be asked: {failed.Message}");
        }

        _runs.Add(run); // one that failed is not asked again
    }

    private double LogOdds(float answer)
    {
        if (!float.IsFinite(answer) || (_contract.OutputKind == OnnxOutputs.Probability && answer is < 0 or > 1))
        {
            throw new UnsoundModelException($"says {answer} of a row: no {_contract.OutputKind}");
        }

        if (_contract.OutputKind == OnnxOutputs.LogOdds)
        {
            return answer;
        }

        var probability = Math.Clamp(answer, ProbabilityMin, 1 - ProbabilityMin);
        return Math.Log(probability / (1 - probability));
    }

    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what is wrong comes as an exception; a log might hold a row
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return options;
    }
}
