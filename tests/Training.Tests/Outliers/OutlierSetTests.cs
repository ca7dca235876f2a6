using Triage.TestKit;
using Triage.Training.Outliers;

namespace Triage.Training.Tests.Outliers;

public sealed class OutlierSetTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Read_gives_rows_and_labels()
    {
        var set = OutlierSet.Read(Archive("small.npz", X(1, 2, 3, 4), Y(0, 1)));
        Assert.Equal("small", set.Name);
        Assert.Equal([3f, 4f], set.Rows[1].ToArray());
        Assert.Equal([false, true], set.IsUnusual);
    }

    [Fact]
    public void Read_what_cannot_be_judged_says_why()
    {
        Refuses("no array y", ("X", X(1, 2, 3, 4)));
        Refuses("must have one value a row", ("X", X(1, 2, 3, 4)), ("y", Y(0, 1, 1)));
        Refuses("X[1, 0]", ("X", X(1, 2, double.NaN, 4)), ("y", Y(0, 1)));
        Refuses("X[0, 1]", ("X", X(1, 1e300, 3, 4)), ("y", Y(0, 1)));
        Refuses("y[1] is 2", ("X", X(1, 2, 3, 4)), ("y", Y(0, 2)));
        Refuses("the same for all rows", ("X", X(1, 2, 3, 4)), ("y", Y(1, 1)));
    }

    [Fact]
    public void Read_file_of_another_kind_is_named()
    {
        var path = Path.Combine(_folder.Path, "text.npz");
        File.WriteAllText(path, "no archive");
        Assert.Contains("text.npz", Assert.Throws<TrainingException>(() => OutlierSet.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOf_folder_without_sets_says_what_it_looks_for()
    {
        Assert.Contains(".npz", Assert.Throws<TrainingException>(() => OutlierSet.FilesOf(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => OutlierSet.FilesOf(Path.Combine(_folder.Path, "none")));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] X(params double[] values) => NpyBytes.Of("<f8", $"({values.Length / 2}, 2)", isByColumn: false, NpyBytes.Doubles(values));

    private static byte[] Y(params byte[] values) => NpyBytes.Of("|u1", $"({values.Length},)", isByColumn: false, values);

    private string Archive(string name, byte[] x, byte[] y) => NpyBytes.Archive(_folder.Path, name, ("X", x), ("y", y));

    private void Refuses(string reason, params (string, byte[])[] arrays) => Assert.Contains(
        reason,
        Assert.Throws<TrainingException>(() => OutlierSet.Read(NpyBytes.Archive(_folder.Path, "refused.npz", arrays))).Message,
        StringComparison.Ordinal);
}
