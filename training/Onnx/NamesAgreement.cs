using Microsoft.ML.OnnxRuntime;
using Triage.Models.Features.Text;
using Triage.Models.Scoring.Onnx.Checks;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Training.Onnx;

/// <summary>How far the comparison of names here and as ONNX says the same.</summary>
public sealed record NamesAgreement
{
    public required int Known { get; init; }
    public required int Grams { get; init; }
    public required long ModelBytes { get; init; }

    /// <summary>Names that both were asked.</summary>
    public required int Names { get; init; }

    /// <summary>Names that do not fit into the model's input.</summary>
    public required int TooLong { get; init; }

    /// <summary>Of cosines, each asked name's to every known one.</summary>
    public required double MaxDifference { get; init; }
    public required double MeanDifference { get; init; }

    /// <summary>Names whose nearest known one is another.</summary>
    public required int Changed { get; init; }
    public required double MicrosecondsAName { get; init; }
    public required double MicrosecondsANameOnnx { get; init; }

    /// <param name="known">A matrix has a column for each.</param>
    public static NamesAgreement Of(IReadOnlyList<string> known, IEnumerable<string> asked, TimeProvider time, CancellationToken cancellationToken)
    {
        var model = NamesAsOnnx.Of(known);
        OnnxCheck.CheckTexts(model, NamesAsOnnx.Input, NamesAsOnnx.Characters);
        var bytes = OnnxModelWriter.Encode(model);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        using var session = new InferenceSession(bytes, options);
        using var run = new RunOptions();
        var (characters, cosines) = (new long[NamesAsOnnx.Characters], new float[known.Count]);
        using var given = OrtValue.CreateTensorValueFromMemory(characters, [1, NamesAsOnnx.Characters]);
        using var made = OrtValue.CreateTensorValueFromMemory(cosines, [1, known.Count]);
        var ours = new OurNames(known);
        var (names, tooLong, changed, max, sum) = (0, 0, 0, 0.0, 0.0);
        var (timeOurs, timeOnnx) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var name in asked)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (NamesAsOnnx.CharactersOf(name) is not { } read)
            {
                tooLong++;
                continue;
            }

            names++;
            read.CopyTo(characters, 0);
            var began = time.GetTimestamp();
            var nearest = ours.Nearest(name);
            timeOurs += time.GetElapsedTime(began);
            began = time.GetTimestamp();
            session.Run(run, [NamesAsOnnx.Input], [given], [NamesAsOnnx.Output], [made]);
            timeOnnx += time.GetElapsedTime(began);
            for (var at = 0; at < cosines.Length; at++)
            {
                var difference = Math.Abs(ours.CosineTo(at) - cosines[at]);
                (max, sum) = (Math.Max(max, difference), sum + difference);
            }

            changed += nearest == Nearest(cosines) ? 0 : 1;
        }

        return new()
        {
            Known = known.Count,
            Grams = (int)model.Graph.Initializers[0].Dims[0],
            ModelBytes = bytes.Length,
            Names = names,
            TooLong = tooLong,
            MaxDifference = max,
            MeanDifference = sum / Math.Max(1L, (long)names * known.Count),
            Changed = changed,
            MicrosecondsAName = timeOurs.TotalMicroseconds / Math.Max(1, names),
            MicrosecondsANameOnnx = timeOnnx.TotalMicroseconds / Math.Max(1, names),
        };
    }

    /// <returns>-1: none shares a trigram with it.</returns>
    private static int Nearest(ReadOnlySpan<float> cosines)
    {
        var best = -1;
        for (var at = 0; at < cosines.Length; at++)
        {
            best = cosines[at] > (best < 0 ? 0 : cosines[best]) ? at : best;
        }

        return best;
    }

    private sealed class OurNames
    {
        private readonly TermWeights _weights;
        private readonly TermIndex _index;
        private readonly TermVector[] _known;
        private readonly float[] _working;
        private readonly List<int> _found = [];
        private TermVector _asked;

        public OurNames(IReadOnlyList<string> known)
        {
            var grams = known.Select(NamesAsOnnx.GramsOf).ToArray();
            _weights = new(grams);
            _known = [.. grams.Select(terms => _weights.VectorOf(terms))];
            _index = new(_weights, _known);
            _working = new float[known.Count];
        }

        public int Nearest(string name)
        {
            _asked = _weights.VectorOf(NamesAsOnnx.GramsOf(name));
            _found.Clear();
            _index.Nearest(_asked, 1, _working, _found);
            return _found is [var nearest] ? nearest : -1;
        }

        /// <summary>Of the name that was asked last.</summary>
        public double CosineTo(int known) => _asked.Cosine(_known[known]);
    }
}
