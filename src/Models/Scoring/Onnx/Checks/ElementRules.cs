using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>Of operators that work element by element.</summary>
internal static class ElementRules
{
    public static OnnxTyped Same(OnnxStep step) => step.Real(0) with { Constant = null };

    public static OnnxTyped Identity(OnnxStep step) => step.Input(0);

    public static OnnxTyped Clip(OnnxStep step)
    {
        for (var bound = 1; bound < step.InputsCount; bound++)
        {
            if (step.Has(bound) && (step.Input(bound).Count != 1 || step.Input(bound).Element != step.Input(0).Element))
            {
                throw step.Refused($"has the bound {step.Input(bound)}, which is not one number of the same kind");
            }
        }

        return Same(step);
    }

    public static OnnxTyped Cast(OnnxStep step) =>
        (OnnxElement)step.Int("to", 0) is var to && Enum.IsDefined(to) ? step.Input(0) with { Element = to, Constant = null } : throw step.Refused($"makes elements of type {step.Int("to", 0)}");

    public static OnnxTyped AlongAxis(OnnxStep step)
    {
        step.Axis(step.Int("axis", -1), step.Input(0).Rank);
        return Same(step);
    }

    public static OnnxTyped Constant(OnnxStep step)
    {
        if (step.Node.Attributes is not [var given])
        {
            throw step.Refused("has not one value");
        }

        return OnnxTyped.Of(given.Kind switch
        {
            OnnxAttributeKind.Tensor => given.Tensor!, // read with it
            OnnxAttributeKind.Float => OnnxTensor.Of("", [], [given.Float]),
            OnnxAttributeKind.Floats => OnnxTensor.Of("", [given.Floats.Length], given.Floats.AsSpan()),
            OnnxAttributeKind.Int => OnnxTensor.Of("", [], [given.Int]),
            _ => OnnxTensor.Of("", [given.Ints.Length], given.Ints.AsSpan()),
        });
    }

    public static OnnxTyped Arithmetic(OnnxStep step)
    {
        step.Real(0);
        return new(OneElement(step), Broadcast(step, 0));
    }

    public static OnnxTyped Comparison(OnnxStep step)
    {
        OneElement(step);
        return new(OnnxElement.Bool, Broadcast(step, 0));
    }

    public static OnnxTyped Logic(OnnxStep step) => OneElement(step) == OnnxElement.Bool ? new(OnnxElement.Bool, Broadcast(step, 0)) : throw step.Refused($"is asked of {step.Input(0)}, which is no truth value");

    public static OnnxTyped Where(OnnxStep step)
    {
        if (step.Input(0).Element != OnnxElement.Bool || step.Input(1).Element != step.Input(2).Element)
        {
            throw step.Refused($"chooses by {step.Input(0)} between {step.Input(1)} and {step.Input(2)}");
        }

        return new(step.Input(1).Element, Broadcast(step, 0));
    }

    private static OnnxElement OneElement(OnnxStep step)
    {
        for (var input = 1; input < step.InputsCount; input++)
        {
            if (step.Input(input).Element != step.Input(0).Element)
            {
                throw step.Refused($"mixes {step.Input(0)} with {step.Input(input)}");
            }
        }

        return step.Input(0).Element;
    }

    private static ImmutableArray<long> Broadcast(OnnxStep step, int from)
    {
        var dims = step.Input(from).Dims;
        for (var input = from + 1; input < step.InputsCount; input++)
        {
            dims = Broadcast(step, dims, step.Input(input).Dims);
        }

        return dims;
    }

    /// <summary>The shape in which both fit: sizes agree from the end on, or one of them is 1.</summary>
    public static ImmutableArray<long> Broadcast(OnnxStep step, ImmutableArray<long> one, ImmutableArray<long> other)
    {
        var dims = new long[Math.Max(one.Length, other.Length)];
        for (var at = 1; at <= dims.Length; at++)
        {
            var (left, right) = (at <= one.Length ? one[^at] : 1, at <= other.Length ? other[^at] : 1);
            dims[^at] = left == right || right == 1 ? left : left == 1 ? right : throw step.Refused($"joins shapes that do not fit: [{string.Join(", ", one)}] and [{string.Join(", ", other)}]");
        }

        return [.. dims];
    }
}
