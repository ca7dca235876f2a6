using System.Collections.Immutable;
using Triage.Models.Scoring.Onnx.Format;

namespace Triage.Models.Scoring.Onnx.Checks;

/// <summary>
/// Whether an ONNX model is one that may be served, and is the one that its contract speaks of: known before the runtime is shown anything. What
/// every value in it will be is worked out node by node, so a model that would fill the memory or read beyond it is refused as one that lies is.
/// </summary>
public static class OnnxCheck
{
    public const int StandardMin = 9;
    public const int StandardMax = 21;
    public const int LearnedMax = 4;
    public const int IrMin = 3;
    public const int IrMax = 10;

    /// <summary>Numbers that one run may hold, everything in between counted.</summary>
    public const long ElementsMax = 64L * 1024 * 1024;

    /// <summary>Multiplications of matrices in one run.</summary>
    public const long ProductsMax = 256L * 1024 * 1024;

    /// <param name="rows">How many it is asked at once.</param>
    /// <returns>The model as the runtime may have it: with the one output that is read.</returns>
    /// <exception cref="UnsoundModelException">Reads on after the file's name.</exception>
    public static OnnxModel Check(OnnxModel model, OnnxContract contract, int rows)
    {
        CheckOpsets(model, contract);
        var input = model.Graph.Inputs.Where(given => model.Graph.Initializers.All(tensor => tensor.Name != given.Name)).ToArray();
        var isRows = input is [{ Element: OnnxElement.Single, Dims: [var count, var columns] } only]
            && only.Name == contract.Input && (count.IsOpen || count.Size == rows) && (columns.IsOpen || columns.Size == contract.Features);
        if (!isRows)
        {
            throw Unfit($"reads {Written(input)}; its contract says {contract.Input}: Single[rows, {contract.Features}]{(rows == 1 ? ", one row at a time or as many as are given" : "")}");
        }

        var output = model.Graph.Outputs.FirstOrDefault(given => given.Name == contract.Output) ?? throw Unfit($"gives {Written([.. model.Graph.Outputs])} and no {contract.Output}, which its contract names");
        var made = Values(model, new(OnnxElement.Single, [rows, contract.Features]), input[0].Name)[output.Name];
        if (made.Element != OnnxElement.Single || output.Element != OnnxElement.Single || made.Count != rows * (made.Rank == 2 && made.Dims[1] == 2 ? 2 : 1) || made.Rank is < 1 or > 2 || made.Dims[0] != rows)
        {
            throw Unfit($"gives '{output.Name}' as {made} for {rows} rows; it must be Single[rows], [rows, 1] or [rows, 2]");
        }

        return model with
        {
            Graph = model.Graph with
            {
                Inputs = [OnnxValue.Of(input[0].Name, OnnxElement.Single, new OnnxDim(rows), new OnnxDim(contract.Features))],
                Outputs = [OnnxValue.Of(output.Name, OnnxElement.Single, [.. made.Dims.Select(dim => new OnnxDim(dim))])],
            },
        };
    }

    /// <summary>A model that reads texts, each as a row of its characters' numbers.</summary>
    /// <exception cref="UnsoundModelException">Reads on after the file's name.</exception>
    public static void CheckTexts(OnnxModel model, string input, int characters)
    {
        CheckOpsets(model, new(input, "", OnnxContract.WithName(model.Opsets), characters, ""));
        Values(model, new(OnnxElement.Int64, [1, characters]), input);
    }

    /// <summary>What every value will be, by name.</summary>
    /// <exception cref="UnsoundModelException"/>
    private static Dictionary<string, OnnxTyped> Values(OnnxModel model, OnnxTyped input, string inputName)
    {
        var values = new Dictionary<string, OnnxTyped>(StringComparer.Ordinal);
        foreach (var tensor in model.Graph.Initializers)
        {
            Add(tensor.Name, OnnxTyped.Of(tensor));
        }

        Add(inputName, input);
        var products = 0L;
        var elements = values.Values.Sum(value => value.Count);
        foreach (var node in model.Graph.Nodes)
        {
            var outputs = Outputs(node, values);
            products += node.Operator is "MatMul" or "Gemm" ? outputs[0].Count * Inner(node, values) : 0;
            foreach (var (name, value) in node.Outputs.Zip(outputs))
            {
                elements += value.Count;
                if (value.Count < 0 || elements > ElementsMax || products > ProductsMax)
                {
                    throw Unfit($"makes more than {ElementsMax} numbers or {ProductsMax} products in one run: '{name}' would be {value}");
                }

                if (name.Length > 0)
                {
                    Add(name, value);
                }
            }
        }

        return model.Graph.Outputs.FirstOrDefault(output => !values.ContainsKey(output.Name)) is { } missing ? throw Unfit($"gives '{missing.Name}', which nothing in it makes") : values;

        void Add(string name, OnnxTyped value)
        {
            if (name.Length == 0 || !values.TryAdd(name, value))
            {
                throw Unfit($"has two values of the name '{name}', or one without");
            }
        }
    }

    private static OnnxTyped[] Outputs(OnnxNode node, Dictionary<string, OnnxTyped> values)
    {
        var domain = node.Domain is "" or OnnxOperators.MachineLearning ? node.Domain : throw Unfit($"uses the operator {node.Operator} of the domain '{node.Domain}': none but those of the standard are run");
        var known = OnnxOperators.Of(domain, node.Operator) ?? throw Unfit($"uses the operator {(domain.Length > 0 ? $"{domain}." : "")}{node.Operator}, which is not served; docs/onnx.md lists those that are");
        var step = new OnnxStep(node, [.. node.Inputs.Select(name => name.Length == 0 ? null : values.GetValueOrDefault(name) ?? throw Unfit($"reads '{name}' in {node.Operator} before anything makes it"))]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in node.Attributes)
        {
            if (!known.Attributes.TryGetValue(attribute.Name, out var kind) || kind != attribute.Kind || !names.Add(attribute.Name))
            {
                throw step.Refused($"has an attribute '{attribute.Name}' of kind {attribute.Kind}, which is not served, or has it twice");
            }

            if (!float.IsFinite(attribute.Float) || attribute.Floats.Any(value => !float.IsFinite(value)))
            {
                throw step.Refused($"has a number in '{attribute.Name}' that is not finite");
            }
        }

        var outputs = known.Outputs(step);
        return node.Outputs.Length >= 1 && node.Outputs.Length <= outputs.Length ? outputs : throw step.Refused($"gives {node.Outputs.Length} values; it has {outputs.Length}");
    }

    private static long Inner(OnnxNode node, Dictionary<string, OnnxTyped> values) => values[node.Inputs[0]].Dims.Max();

    private static void CheckOpsets(OnnxModel model, OnnxContract contract)
    {
        var given = OnnxContract.WithName(model.Opsets);
        if (given.Keys.FirstOrDefault(domain => domain is not ("ai.onnx" or OnnxOperators.MachineLearning)) is { } foreign)
        {
            throw Unfit($"needs the operators of the domain '{foreign}': none but those of the standard are run");
        }

        if (model.IrVersion is < IrMin or > IrMax
            || given.GetValueOrDefault("ai.onnx", StandardMin) is < StandardMin or > StandardMax || given.GetValueOrDefault(OnnxOperators.MachineLearning, 1) is < 1 or > LearnedMax || given.IsEmpty)
        {
            throw Unfit($"has IR version {model.IrVersion} and opsets {Written(given)}; served are IR {IrMin} to {IrMax}, ai.onnx {StandardMin} to {StandardMax} and {OnnxOperators.MachineLearning} 1 to {LearnedMax}");
        }

        if (!given.SequenceEqual(contract.Opsets))
        {
            throw Unfit($"has opsets {Written(given)}; its contract says {Written(contract.Opsets)}");
        }
    }

    private static string Written(ImmutableSortedDictionary<string, long> opsets) => opsets.IsEmpty ? "none" : string.Join(", ", opsets.Select(opset => $"{opset.Key} {opset.Value}"));

    private static string Written(OnnxValue[] values) => values.Length == 0 ? "nothing" : string.Join(" and ", values.Select(value => $"'{value.Name}' {value.Element}[{string.Join(", ", value.Dims)}]"));

    private static UnsoundModelException Unfit(string what) => new($"is no ONNX model that can be served: it {what}");
}
