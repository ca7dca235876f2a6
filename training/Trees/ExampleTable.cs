using Triage.Models.Features;

namespace Triage.Training.Trees;

/// <summary>Feature rows with their labels, one after another in one block that grows.</summary>
public sealed class ExampleTable(FeatureSchema schema)
{
    private float[] _features = new float[schema.Count * 1024];
    private readonly List<bool> _labels = [];

    public FeatureSchema Schema => schema;

    public int Count => _labels.Count;

    public int RightCount { get; private set; }

    public bool LabelOf(int example) => _labels[example];

    public ReadOnlySpan<float> FeaturesOf(int example) => _features.AsSpan(example * schema.Count, schema.Count);

    public void Add(ReadOnlySpan<float> features, bool label)
    {
        var at = Count * schema.Count;
        if (at + schema.Count > _features.Length)
        {
            Array.Resize(ref _features, _features.Length * 2);
        }

        features.CopyTo(_features.AsSpan(at));
        _labels.Add(label);
        RightCount += label ? 1 : 0;
    }

    /// <summary>The examples that are asked for, in their order.</summary>
    public ExampleTable Where(Func<int, bool> isAsked)
    {
        var part = new ExampleTable(schema);
        for (var example = 0; example < Count; example++)
        {
            if (isAsked(example))
            {
                part.Add(FeaturesOf(example), LabelOf(example));
            }
        }

        return part;
    }
}
