namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>Of products of matrices, and of what is scaled by column.</summary>
internal static class MatrixRules
{
    public static OnnxTyped MatMul(OnnxStep step)
    {
        var (left, right) = (step.Matrix(0), step.Matrix(1));
        step.Real(0);
        return left.Element == right.Element && left.Dims[1] == right.Dims[0] ? new(left.Element, [left.Dims[0], right.Dims[1]]) : throw step.Refused($"multiplies {left} by {right}");
    }

    public static OnnxTyped Gemm(OnnxStep step)
    {
        var (left, right) = (step.Matrix(0), step.Matrix(1));
        step.Real(0);
        var (rows, inner) = step.Int("transA", 0) == 0 ? (left.Dims[0], left.Dims[1]) : (left.Dims[1], left.Dims[0]);
        var (other, columns) = step.Int("transB", 0) == 0 ? (right.Dims[0], right.Dims[1]) : (right.Dims[1], right.Dims[0]);
        if (left.Element != right.Element || inner != other)
        {
            throw step.Refused($"multiplies {left} by {right}");
        }

        if (step.Has(2) && !ElementRules.Broadcast(step, [rows, columns], step.Input(2).Dims).AsSpan().SequenceEqual([rows, columns]))
        {
            throw step.Refused($"adds {step.Input(2)} to [{rows}, {columns}]");
        }

        return new(left.Element, [rows, columns]);
    }

    public static OnnxTyped BatchNormalization(OnnxStep step)
    {
        var rows = step.Matrix(0);
        if (step.Int("training_mode", 0) != 0)
        {
            throw step.Refused("goes on learning");
        }

        for (var given = 1; given < 5; given++)
        {
            RequireColumns(step, given, rows.Dims[1]);
        }

        return ElementRules.Same(step);
    }

    public static OnnxTyped LayerNormalization(OnnxStep step)
    {
        var rows = step.Matrix(0);
        if (step.Axis(step.Int("axis", -1), rows.Rank) != rows.Rank - 1)
        {
            throw step.Refused("is served along the last axis alone");
        }

        RequireColumns(step, 1, rows.Dims[1]);
        if (step.Has(2))
        {
            RequireColumns(step, 2, rows.Dims[1]);
        }

        return ElementRules.Same(step);
    }

    private static void RequireColumns(OnnxStep step, int input, long columns)
    {
        if (step.Input(input) is not { Rank: 1 } given || given.Dims[0] != columns || given.Element != step.Input(0).Element)
        {
            throw step.Refused($"has {step.Input(input)} for {columns} columns");
        }
    }
}
