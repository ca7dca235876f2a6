using System.Text.Json;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;
using Triage.Training.Onnx;
using Triage.Training.Outliers;
using Triage.Training.Trees;

namespace Triage.Training.Tests.Onnx;

public sealed class LearningRowsTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    [Fact]
    public void Write_gives_arrays_that_NumPy_s_format_says_and_what_they_are()
    {
        var schema = ModelSchemas.Of(ModelFileKinds.Duplicate);
        var table = new ExampleTable(schema);
        for (var row = 0; row < 5; row++)
        {
            table.Add([.. Enumerable.Range(0, schema.Count).Select(column => row + column / 100f)], row % 2 == 0);
        }

        var directory = Path.Combine(_temporary.Path, "rows");
        LearningRows.Of(ModelFileKinds.Duplicate, table, 10, 40).Write(directory);
        using var rows = File.OpenRead(Path.Combine(directory, LearningRows.RowsFile));
        var read = NpyArray.Read(rows, "rows");
        Assert.Equal((5, schema.Count), (read.Rows, read.Columns));
        Assert.Equal(4 + 7 / 100f, (float)read[4, 7]);
        using var labels = File.OpenRead(Path.Combine(directory, LearningRows.LabelsFile));
        var said = NpyArray.Read(labels, "labels");
        Assert.Equal([1, 0, 1, 0, 1], Enumerable.Range(0, 5).Select(row => said[row, 0]));
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, LearningRows.SchemaFile)));
        Assert.Equal((schema.Sha256, schema.Count, 3), (json.RootElement.GetProperty("feature_schema_sha256").GetString(), json.RootElement.GetProperty("features").GetArrayLength(), json.RootElement.GetProperty("right").GetInt32()));
        Assert.Contains("there already", Assert.Throws<TrainingException>(() => LearningRows.Of(ModelFileKinds.Duplicate, table, 10, 40).Write(directory)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temporary.Dispose();
}
