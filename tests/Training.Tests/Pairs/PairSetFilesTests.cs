using Triage.TestKit;
using Triage.Training.Pairs;

namespace Triage.Training.Tests.Pairs;

public sealed class PairSetFilesTests
{
    [Fact]
    public void Read_joins_tables_by_their_ids()
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "tableA.csv", "id,name,price\n7,\"Lamp, &#40;blue&#41;\",1\n");
        Write(directory, "tableB.csv", "id,price,name\n9,2,Lamp\n");
        foreach (var part in new[] { "train.csv", "valid.csv", "test.csv" })
        {
            Write(directory, part, "ltable_id,rtable_id,label\n7,9,1\n");
        }

        var set = PairSetFiles.Read(directory.Path);
        Assert.Equal(["name", "price"], set.Columns);
        Assert.Equal(["Lamp, (blue)", "1"], set.Train[0].Left);
        Assert.Equal(["Lamp", "2"], set.Test[0].Right);
        Assert.True(set.Valid[0].IsMatch);
    }

    [Fact]
    public void Read_takes_both_records_from_a_line_with_empty_cells()
    {
        using var directory = new TemporaryDirectory();
        foreach (var part in new[] { "train.txt", "valid.txt", "test.txt" })
        {
            Write(directory, part, "COL name VAL  COL price VAL 5 \tCOL name VAL a COLD lamp COL price VAL \t0\r\n");
        }

        var set = PairSetFiles.Read(directory.Path);
        Assert.Equal(["name", "price"], set.Columns);
        Assert.Equal(["", "5"], set.Train[0].Left);
        Assert.Equal(["a COLD lamp", ""], set.Train[0].Right);
        Assert.Equal(3, set.All.Length);
        Assert.Equal(["price"], set.Without("name").Columns);
        Assert.Equal(["5"], set.Without("name").Test[0].Left);
    }

    [Theory]
    [InlineData("COL name VAL a\tCOL name VAL b\t2\n", "label of 0 or 1")]
    [InlineData("COL name VAL a\tCOL name VAL b\n", "with tabs between")]
    [InlineData("COL name VAL a\tCOL title VAL b\t1\n", "other columns")]
    [InlineData("COL name a\tCOL name VAL b\t1\n", "has no value")]
    public void Read_says_what_is_wrong_with_a_line(string line, string message)
    {
        using var directory = new TemporaryDirectory();
        Write(directory, "train.txt", line);
        var failure = Assert.Throws<TrainingException>(() => PairSetFiles.Read(WithOthers(directory))).Message;
        Assert.Contains(message, failure, StringComparison.Ordinal);
        Assert.Contains("line 1", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_says_which_files_it_looks_for()
    {
        using var directory = new TemporaryDirectory();
        Assert.Contains("tableA.csv", Assert.Throws<TrainingException>(() => PairSetFiles.Read(directory.Path)).Message, StringComparison.Ordinal);
        Write(directory, "train.txt", "COL name VAL a\tCOL name VAL b\t1\n");
        Assert.Contains("valid.txt", Assert.Throws<TrainingException>(() => PairSetFiles.Read(directory.Path)).Message, StringComparison.Ordinal);
    }

    private static string WithOthers(TemporaryDirectory directory)
    {
        Write(directory, "valid.txt", "COL name VAL a\tCOL name VAL b\t1\n");
        Write(directory, "test.txt", "COL name VAL a\tCOL name VAL b\t1\n");
        return directory.Path;
    }

    private static void Write(TemporaryDirectory directory, string file, string text) => File.WriteAllText(Path.Combine(directory.Path, file), text);
}
