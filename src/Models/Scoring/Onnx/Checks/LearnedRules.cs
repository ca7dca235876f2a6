using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>Of the operators that toolkits of learning write: what is learned stands in their attributes, whose lengths the runtime does not always compare.</summary>
internal static class LearnedRules
{
    private const int ClassesMax = 256;
    private static readonly string[] Transforms = ["NONE", "SOFTMAX", "LOGISTIC"];

    public static OnnxTyped Scaled(OnnxStep step)
    {
        var rows = Rows(step);
        RequireColumns(step, "offset", step.Floats("offset").Length, rows.Dims[1]);
        RequireColumns(step, "scale", step.Floats("scale").Length, rows.Dims[1]);
        return new(OnnxElement.Single, rows.Dims);
    }

    public static OnnxTyped Imputed(OnnxStep step)
    {
        var rows = Rows(step);
        RequireColumns(step, "imputed_value_floats", step.Floats("imputed_value_floats").Length, rows.Dims[1]);
        return rows.Element == OnnxElement.Single ? rows : throw step.Refused($"is asked of {rows}");
    }

    public static OnnxTyped Normalized(OnnxStep step) =>
        step.Text("norm", "MAX") is "MAX" or "L1" or "L2" ? new(OnnxElement.Single, Rows(step).Dims) : throw step.Refused($"has the norm '{step.Text("norm", "MAX")}'");

    public static OnnxTyped Extracted(OnnxStep step)
    {
        var from = step.Input(0);
        var places = step.Input(1);
        if (from.Rank != 2)
        {
            throw step.Refused($"is asked of {from}");
        }

        ShapeRules.Require(step, places, from.Dims[1]);
        return new(from.Element, [from.Dims[0], places.Count]);
    }

    public static OnnxTyped Vectorized(OnnxStep step)
    {
        var widths = step.Ints("inputdimensions");
        if (widths.Length != step.InputsCount)
        {
            throw step.Refused($"joins {step.InputsCount} values of {widths.Length} widths");
        }

        for (var input = 0; input < step.InputsCount; input++)
        {
            if (step.Matrix(input) is var part && (part.Dims[1] != widths[input] || part.Dims[0] != step.Input(0).Dims[0] || !part.IsReal))
            {
                throw step.Refused($"joins {part} as {widths[input]} columns");
            }
        }

        return new(OnnxElement.Single, [step.Input(0).Dims[0], widths.Sum()]);
    }

    public static OnnxTyped LinearNumbers(OnnxStep step)
    {
        var (rows, targets) = (Rows(step), step.Int("targets", 1));
        RequireLinear(step, targets, rows.Dims[1]);
        return new(OnnxElement.Single, [rows.Dims[0], targets]);
    }

    public static OnnxTyped[] LinearClasses(OnnxStep step)
    {
        var (rows, labels) = (Rows(step), Labels(step));
        var classes = step.Floats("coefficients").Length / Math.Max(1, rows.Dims[1]);
        RequireLinear(step, classes, rows.Dims[1]);
        if (classes != labels && !(classes == 1 && labels == 2))
        {
            throw step.Refused($"has coefficients for {classes} classes and {labels} labels");
        }

        return [new(OnnxElement.Int64, [rows.Dims[0]]), new(OnnxElement.Single, [rows.Dims[0], labels])];
    }

    public static int Labels(OnnxStep step)
    {
        var labels = Math.Max(step.Ints("classlabels_ints").Length + step.Ints("classlabels_int64s").Length, step.Texts("classlabels_strings").Length);
        return labels is >= 2 and <= ClassesMax ? labels : throw step.Refused($"has labels for {labels} classes; there are 2 to {ClassesMax}");
    }

    public static void RequireTransform(OnnxStep step)
    {
        if (!Transforms.Contains(step.Text("post_transform", Transforms[0])))
        {
            throw step.Refused($"turns scores by {step.Text("post_transform", "")}; there are {string.Join(", ", Transforms)}");
        }
    }

    public static OnnxTyped Rows(OnnxStep step) => step.Matrix(0) is { IsReal: true } rows ? rows : throw step.Refused($"is asked of {step.Input(0)}, and is served for rows of real numbers alone");

    private static void RequireLinear(OnnxStep step, long outputs, long columns)
    {
        RequireTransform(step);
        var (coefficients, intercepts) = (step.Floats("coefficients").Length, step.Floats("intercepts").Length);
        if (outputs is < 1 or > ClassesMax || coefficients != outputs * columns || (intercepts != 0 && intercepts != outputs))
        {
            throw step.Refused($"has {coefficients} coefficients and {intercepts} intercepts for {outputs} outputs of {columns} columns");
        }
    }

    private static void RequireColumns(OnnxStep step, string attribute, int given, long columns)
    {
        if (given != 1 && given != columns)
        {
            throw step.Refused($"has {given} of {attribute} for {columns} columns");
        }
    }
}
