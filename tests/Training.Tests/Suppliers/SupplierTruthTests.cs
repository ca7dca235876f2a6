using Triage.TestKit;
using Triage.Training.Suppliers;

namespace Triage.Training.Tests.Suppliers;

public sealed class SupplierTruthTests
{
    [Fact]
    public void Read_makes_one_supplier_of_what_shares_an_id_or_a_name()
    {
        var truth = Read("FEN A,x,FEN ONE,1\nFEN B,x,FEN TWO,1\nFEN C,x,FEN TWO,2\nMARSH,x,MARSH  HOUSE ,\nMERE,x,MERE HOUSE,\n");
        Assert.Equal(4, truth.Known.Length);
        Assert.Equal(3, truth.Known.Select(known => known.Supplier).Distinct().Count());
        Assert.Contains("MARSH HOUSE", truth.Known.Select(known => known.Name));
        Assert.Single(truth.Written.Where(written => written.Name.StartsWith("FEN", StringComparison.Ordinal)).Select(written => written.Supplier).Distinct());
    }

    [Fact]
    public void Differing_leaves_out_what_normalising_alone_finds()
    {
        var truth = Read("Fen Ltd,x,FEN LIMITED,1\nFEN TRUST,x,FEN LIMITED,1\n");
        Assert.Equal(["FEN TRUST"], truth.Differing().Select(written => written.Name));
    }

    [Fact]
    public void Read_says_which_column_or_name_is_missing()
    {
        Assert.Contains("no column truth_name", Failure("raw_supplier,kind\nA,b\n"), StringComparison.Ordinal);
        Assert.Contains("--nomatch", Failure("raw_supplier,kind,truth_name,truth_id\nA,b,,\n"), StringComparison.Ordinal);
        Assert.Contains("no rows", Failure("raw_supplier,kind,truth_name,truth_id\n"), StringComparison.Ordinal);
    }

    private static SupplierTruth Read(string rows)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "truth.csv");
        File.WriteAllText(path, rows.StartsWith("raw_supplier", StringComparison.Ordinal) ? rows : "raw_supplier,kind,truth_name,truth_id\n" + rows);
        return SupplierTruth.Read(path);
    }

    private static string Failure(string text) => Assert.Throws<TrainingException>(() => Read(text)).Message;
}
