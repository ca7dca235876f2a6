using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Triage.Models.Scoring.Trees;

namespace Triage.Training.Trees;

/// <summary>Grows trees for the logistic loss with LightGBM through ML.NET and takes them out, so that they are served without it. Their sum is the log-odds.</summary>
public static class BoostedTrees
{
    // LightGBM's number of threads is the process's: another training that changes it meanwhile ends the process
    // (its documentation on num_threads warns of it).
    private static readonly Lock OneAtATime = new();

    /// <exception cref="TrainingException">There is no example, or all say the same.</exception>
    public static TreeEnsemble Train(ExampleTable examples, TreeOptions options)
    {
        if (examples.RightCount == 0 || examples.RightCount == examples.Count)
        {
            throw new TrainingException($"Of {examples.Count} examples {examples.RightCount} are right; trees learn from right ones and wrong ones alone.");
        }

        var context = new MLContext(options.Seed);
        return TreeExtraction.Of(Fit(context, Load(context, examples), options).Model.SubModel.TrainedTreeEnsemble, examples);
    }

    internal static IDataView Load(MLContext context, ExampleTable examples)
    {
        var definition = SchemaDefinition.Create(typeof(TreeExample));
        definition[nameof(TreeExample.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, examples.Schema.Count);
        return context.Data.LoadFromEnumerable(Rows(examples), definition);
    }

    internal static BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> Fit(
        MLContext context, IDataView data, TreeOptions options)
    {
        lock (OneAtATime)
        {
            return Trainer(context, options).Fit(data);
        }
    }

    private static LightGbmBinaryTrainer Trainer(MLContext context, TreeOptions options) =>
        context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = nameof(TreeExample.Label),
            FeatureColumnName = nameof(TreeExample.Features),
            NumberOfIterations = options.Trees,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.ExamplesPerLeafMin,
            HandleMissingValue = false,
            UseCategoricalSplit = false,
            Sigmoid = 1, // by default ML.NET halves it, and the trees' sum would be twice the log-odds
            Deterministic = true,
            Seed = options.Seed,
            NumberOfThreads = options.Threads ?? Environment.ProcessorCount,
            Silent = true,
            Booster = new GradientBooster.Options
            {
                FeatureFraction = options.FeatureShare,
                SubsampleFraction = options.ExampleShare,
                SubsampleFrequency = options.ExampleShare < 1 ? 1 : 0,
                L2Regularization = options.L2,
                MinimumChildWeight = options.LeafWeightMin,
            },
        });

    private static IEnumerable<TreeExample> Rows(ExampleTable examples)
    {
        for (var example = 0; example < examples.Count; example++)
        {
            yield return new() { Label = examples.LabelOf(example), Features = examples.FeaturesOf(example).ToArray() };
        }
    }

    private sealed class TreeExample
    {
        public bool Label { get; set; }
        public float[] Features { get; set; } = [];
    }
}
