using System.Collections.Frozen;
using static Triage.Models.Scoring.Onnx.Format.OnnxAttributeKind;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>
/// Every operator that is served: each gives the same for the same, reads no file and no clock, draws no chance, runs no graph of its own, and makes
/// no more numbers than can be said beforehand. By domain and name.
/// </summary>
internal static class OnnxOperators
{
    public const string MachineLearning = "ai.onnx.ml";

    private static readonly OnnxOperator Same = OnnxOperator.Of(ElementRules.Same);
    private static readonly OnnxOperator Arithmetic = OnnxOperator.Of(ElementRules.Arithmetic);
    private static readonly OnnxOperator Comparison = OnnxOperator.Of(ElementRules.Comparison);
    private static readonly OnnxOperator Logic = OnnxOperator.Of(ElementRules.Logic);
    private static readonly OnnxOperator Reduced = OnnxOperator.Of(ShapeRules.Reduced, ("axes", Ints), ("keepdims", Int), ("noop_with_empty_axes", Int));
    private static readonly OnnxOperator Arg = OnnxOperator.Of(ShapeRules.Arg, ("axis", Int), ("keepdims", Int), ("select_last_index", Int));
    private static readonly OnnxOperator Shares = OnnxOperator.Of(ElementRules.AlongAxis, ("axis", Int));

    private static readonly FrozenDictionary<(string Domain, string Name), OnnxOperator> All = new Dictionary<(string, string), OnnxOperator>
    {
        [("", "Abs")] = Same,
        [("", "Ceil")] = Same,
        [("", "Erf")] = Same,
        [("", "Exp")] = Same,
        [("", "Floor")] = Same,
        [("", "Log")] = Same,
        [("", "Neg")] = Same,
        [("", "Reciprocal")] = Same,
        [("", "Relu")] = Same,
        [("", "Round")] = Same,
        [("", "Sigmoid")] = Same,
        [("", "Sign")] = Same,
        [("", "Softplus")] = Same,
        [("", "Softsign")] = Same,
        [("", "Sqrt")] = Same,
        [("", "Tanh")] = Same,
        [("", "Elu")] = OnnxOperator.Of(ElementRules.Same, ("alpha", Float)),
        [("", "LeakyRelu")] = OnnxOperator.Of(ElementRules.Same, ("alpha", Float)),
        [("", "HardSigmoid")] = OnnxOperator.Of(ElementRules.Same, ("alpha", Float), ("beta", Float)),
        [("", "Selu")] = OnnxOperator.Of(ElementRules.Same, ("alpha", Float), ("gamma", Float)),
        [("", "Clip")] = OnnxOperator.Of(ElementRules.Clip, ("min", Float), ("max", Float)),
        [("", "Identity")] = OnnxOperator.Of(ElementRules.Identity),
        [("", "Cast")] = OnnxOperator.Of(ElementRules.Cast, ("to", Int)),
        [("", "Softmax")] = Shares,
        [("", "LogSoftmax")] = Shares,
        [("", "BatchNormalization")] = OnnxOperator.Of(MatrixRules.BatchNormalization, ("epsilon", Float), ("momentum", Float), ("training_mode", Int)),
        [("", "LayerNormalization")] = OnnxOperator.Of(MatrixRules.LayerNormalization, ("axis", Int), ("epsilon", Float)),
        [("", "Add")] = Arithmetic,
        [("", "Sub")] = Arithmetic,
        [("", "Mul")] = Arithmetic,
        [("", "Div")] = Arithmetic,
        [("", "Pow")] = Arithmetic,
        [("", "Min")] = Arithmetic,
        [("", "Max")] = Arithmetic,
        [("", "Sum")] = Arithmetic,
        [("", "Mean")] = Arithmetic,
        [("", "PRelu")] = Arithmetic,
        [("", "Equal")] = Comparison,
        [("", "Less")] = Comparison,
        [("", "LessOrEqual")] = Comparison,
        [("", "Greater")] = Comparison,
        [("", "GreaterOrEqual")] = Comparison,
        [("", "And")] = Logic,
        [("", "Or")] = Logic,
        [("", "Not")] = Logic,
        [("", "Where")] = OnnxOperator.Of(ElementRules.Where),
        [("", "MatMul")] = OnnxOperator.Of(MatrixRules.MatMul),
        [("", "Gemm")] = OnnxOperator.Of(MatrixRules.Gemm, ("alpha", Float), ("beta", Float), ("transA", Int), ("transB", Int)),
        [("", "Constant")] = OnnxOperator.Of(ElementRules.Constant, ("value", Tensor), ("value_float", Float), ("value_floats", Floats), ("value_int", Int), ("value_ints", Ints)),
        [("", "Concat")] = OnnxOperator.Of(ShapeRules.Concat, ("axis", Int)),
        [("", "Reshape")] = OnnxOperator.Of(ShapeRules.Reshape, ("allowzero", Int)),
        [("", "Flatten")] = OnnxOperator.Of(ShapeRules.Flatten, ("axis", Int)),
        [("", "Squeeze")] = OnnxOperator.Of(ShapeRules.Squeeze, ("axes", Ints)),
        [("", "Unsqueeze")] = OnnxOperator.Of(ShapeRules.Unsqueeze, ("axes", Ints)),
        [("", "Transpose")] = OnnxOperator.Of(ShapeRules.Transpose, ("perm", Ints)),
        [("", "Gather")] = OnnxOperator.Of(ShapeRules.Gather, ("axis", Int)),
        [("", "Slice")] = OnnxOperator.Of(ShapeRules.Slice),
        [("", "ReduceSum")] = Reduced,
        [("", "ReduceMean")] = Reduced,
        [("", "ReduceMax")] = Reduced,
        [("", "ReduceMin")] = Reduced,
        [("", "ReduceL1")] = Reduced,
        [("", "ReduceL2")] = Reduced,
        [("", "ReduceSumSquare")] = Reduced,
        [("", "ArgMax")] = Arg,
        [("", "ArgMin")] = Arg,
        [("", "TfIdfVectorizer")] = OnnxOperator.Of(
            TextRules.TfIdf, ("max_gram_length", Int), ("max_skip_count", Int), ("min_gram_length", Int), ("mode", Text), ("ngram_counts", Ints), ("ngram_indexes", Ints), ("pool_int64s", Ints), ("weights", Floats)),
        [(MachineLearning, "ArrayFeatureExtractor")] = OnnxOperator.Of(LearnedRules.Extracted),
        [(MachineLearning, "Binarizer")] = OnnxOperator.Of(ElementRules.Same, ("threshold", Float)),
        [(MachineLearning, "FeatureVectorizer")] = OnnxOperator.Of(LearnedRules.Vectorized, ("inputdimensions", Ints)),
        [(MachineLearning, "Imputer")] = OnnxOperator.Of(LearnedRules.Imputed, ("imputed_value_floats", Floats), ("replaced_value_float", Float)),
        [(MachineLearning, "LinearClassifier")] = OnnxOperator.Of(
            LearnedRules.LinearClasses, ("classlabels_ints", Ints), ("classlabels_strings", Texts), ("coefficients", Floats), ("intercepts", Floats), ("multi_class", Int), ("post_transform", Text)),
        [(MachineLearning, "LinearRegressor")] = OnnxOperator.Of(LearnedRules.LinearNumbers, ("coefficients", Floats), ("intercepts", Floats), ("post_transform", Text), ("targets", Int)),
        [(MachineLearning, "Normalizer")] = OnnxOperator.Of(LearnedRules.Normalized, ("norm", Text)),
        [(MachineLearning, "Scaler")] = OnnxOperator.Of(LearnedRules.Scaled, ("offset", Floats), ("scale", Floats)),
        [(MachineLearning, "TreeEnsembleClassifier")] = TreeRules.Classes,
        [(MachineLearning, "TreeEnsembleRegressor")] = TreeRules.Numbers,
    }.ToFrozenDictionary();

    public static OnnxOperator? Of(string domain, string name) => All.GetValueOrDefault((domain, name));
}
