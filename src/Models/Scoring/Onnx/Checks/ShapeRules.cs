using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>Of operators that move numbers, choose among them or count them together.</summary>
internal static class ShapeRules
{
    public static OnnxTyped Concat(OnnxStep step)
    {
        var first = step.Input(0);
        var axis = step.Axis(step.Int("axis", 0), first.Rank);
        var dims = first.Dims;
        for (var input = 1; input < step.InputsCount; input++)
        {
            var next = step.Input(input);
            dims = next.Element == first.Element && next.Rank == first.Rank && next.Dims.SetItem(axis, 0).AsSpan().SequenceEqual(first.Dims.SetItem(axis, 0).AsSpan())
                ? dims.SetItem(axis, dims[axis] + next.Dims[axis])
                : throw step.Refused($"joins {first} and {next}");
        }

        return first with { Dims = dims, Constant = null };
    }

    public static OnnxTyped Reshape(OnnxStep step)
    {
        var source = step.Input(0);
        var wanted = step.Integers("shape", 1) ?? throw step.Refused("has no shape");
        var dims = new long[wanted.Length];
        for (var at = 0; at < dims.Length; at++)
        {
            dims[at] = wanted[at] == 0 && step.Int("allowzero", 0) == 0 && at < source.Rank ? source.Dims[at] : wanted[at];
        }

        if (Array.IndexOf(dims, -1) is >= 0 and var open)
        {
            dims[open] = 1;
            var others = OnnxTensor.CountOf([.. dims]);
            dims[open] = others > 0 ? source.Count / others : -1;
        }

        return OnnxTensor.CountOf([.. dims]) == source.Count ? source with { Dims = [.. dims], Constant = null } : throw step.Refused($"makes [{string.Join(", ", wanted)}] of {source}");
    }

    public static OnnxTyped Flatten(OnnxStep step)
    {
        var source = step.Input(0);
        var given = step.Int("axis", 1);
        var axis = given == source.Rank ? source.Rank : step.Axis(given, source.Rank);
        return source with { Dims = [OnnxTensor.CountOf(source.Dims[..axis]), OnnxTensor.CountOf(source.Dims[axis..])], Constant = null };
    }

    public static OnnxTyped Squeeze(OnnxStep step)
    {
        var source = step.Input(0);
        int[] axes = step.Integers("axes", 1) is { } given
            ? [.. given.Select(axis => step.Axis(axis, source.Rank))]
            : [.. Enumerable.Range(0, source.Rank).Where(axis => source.Dims[axis] == 1)];
        if (axes.Any(axis => source.Dims[axis] != 1))
        {
            throw step.Refused($"drops a dimension of {source} that is not 1");
        }

        return source with { Dims = [.. source.Dims.Where((_, axis) => !axes.Contains(axis))], Constant = null };
    }

    public static OnnxTyped Unsqueeze(OnnxStep step)
    {
        var source = step.Input(0);
        var given = step.Integers("axes", 1) ?? throw step.Refused("has no axes");
        var rank = source.Rank + given.Length;
        var axes = given.Select(axis => step.Axis(axis, rank)).ToHashSet();
        if (axes.Count != given.Length)
        {
            throw step.Refused("names an axis twice");
        }

        var rest = new Queue<long>(source.Dims);
        return source with { Dims = [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())], Constant = null };
    }

    public static OnnxTyped Transpose(OnnxStep step)
    {
        var source = step.Input(0);
        var order = step.Ints("perm");
        int[] axes = order.IsEmpty ? [.. Enumerable.Range(0, source.Rank).Reverse()] : [.. order.Select(axis => step.Axis(axis, source.Rank))];
        return axes.Length == source.Rank && axes.Distinct().Count() == source.Rank ? source with { Dims = [.. axes.Select(axis => source.Dims[axis])], Constant = null } : throw step.Refused($"exchanges other axes than those of {source}");
    }

    public static OnnxTyped Gather(OnnxStep step)
    {
        var source = step.Input(0);
        var axis = step.Axis(step.Int("axis", 0), source.Rank);
        var places = step.Input(1);
        Require(step, places, source.Dims[axis]);
        return source with { Dims = [.. source.Dims[..axis], .. places.Dims, .. source.Dims[(axis + 1)..]], Constant = null };
    }

    public static OnnxTyped Slice(OnnxStep step)
    {
        var source = step.Input(0);
        var (starts, ends) = (Given("starts", 1), Given("ends", 2));
        var axes = step.Integers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = step.Integers("steps", 4) ?? [.. starts.Select(_ => 1L)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Any(by => by != 1))
        {
            throw step.Refused("has starts, ends, axes and steps that do not belong together, or a step that is not 1");
        }

        var dims = source.Dims.ToBuilder();
        for (var at = 0; at < starts.Length; at++)
        {
            var axis = step.Axis(axes[at], source.Rank);
            dims[axis] = Math.Max(0, Place(ends[at], source.Dims[axis]) - Place(starts[at], source.Dims[axis]));
        }

        return source with { Dims = dims.ToImmutable(), Constant = null };

        long[] Given(string what, int input) => step.Integers(what, input) ?? throw step.Refused($"has no {what}");

        static long Place(long place, long size) => Math.Clamp(place < 0 ? place + size : place, 0, size);
    }

    public static OnnxTyped Reduced(OnnxStep step)
    {
        var source = step.Real(0);
        var given = step.Integers("axes", 1) ?? [];
        if (given.Length == 0 && step.Int("noop_with_empty_axes", 0) != 0)
        {
            return source with { Constant = null };
        }

        int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, source.Rank)] : [.. given.Select(axis => step.Axis(axis, source.Rank))];
        return source with { Dims = Without(source.Dims, axes, step.Int("keepdims", 1) != 0), Constant = null };
    }

    public static OnnxTyped Arg(OnnxStep step)
    {
        var source = step.Real(0);
        return new(OnnxElement.Int64, Without(source.Dims, [step.Axis(step.Int("axis", 0), source.Rank)], step.Int("keepdims", 1) != 0));
    }

    /// <summary>That an index lies inside: it stands in the file, so nobody has to wait for the question on which it does not.</summary>
    public static void Require(OnnxStep step, OnnxTyped places, long size)
    {
        var given = places.Constant?.Integers() ?? throw step.Refused("chooses by what is computed: its indices must stand in the file, as 64-bit integers");
        if (given.Any(place => place < 0 || place >= size))
        {
            throw step.Refused($"chooses place {given.First(place => place < 0 || place >= size)} of {size}");
        }
    }

    private static ImmutableArray<long> Without(ImmutableArray<long> dims, int[] axes, bool isKept) =>
        [.. dims.Select((dim, axis) => (Size: axes.Contains(axis) ? 1 : dim, IsThere: isKept || !axes.Contains(axis))).Where(dim => dim.IsThere).Select(dim => dim.Size)];
}
