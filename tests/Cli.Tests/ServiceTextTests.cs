using Triage.Cli.Output;
using Triage.Cli.Serve;
using Triage.Cli.Submit;
using Triage.Protos.V1;

namespace Triage.Cli.Tests;

public sealed class ServiceTextTests
{
    [Fact]
    public void Parse_ready_line_gives_both_addresses()
    {
        var address = ServiceAddress.Parse("""{"ready":true,"grpc":"http://127.0.0.1:7500","http":"http://127.0.0.1:7501"}""");
        Assert.Equal(new ServiceAddress(true, "http://127.0.0.1:7500", "http://127.0.0.1:7501"), address);
    }

    [Theory]
    [InlineData("info: starting")]
    [InlineData("{\"level\":\"info\"}")]
    [InlineData("{\"ready\":true")]
    public void Parse_other_line_gives_none(string line) => Assert.Null(ServiceAddress.Parse(line));

    [Fact]
    public void Parse_metrics_sums_labels_and_ignores_longer_names()
    {
        var figures = ServiceFigures.Of(new MetricsPage("""
            # TYPE triage_storage_commits counter
            triage_storage_commits{store="a b"} 10
            triage_storage_commits{store="c"} 5 1700000000
            triage_storage_bytes_other 7
            process_working_set_bytes 2.5e8
            """));
        Assert.Equal(new ServiceFigures(15, null, 2.5e8), figures);
    }

    [Fact]
    public void Parse_metrics_of_a_store_without_commits_count_from_none() =>
        Assert.Equal(new ServiceFigures(0, 4096, null), ServiceFigures.Of(new MetricsPage("triage_storage_bytes 4096")));

    [Fact]
    public void Of_enum_value_is_its_contract_name()
    {
        Assert.Equal("DUPLICATE_SUSPECTED", ProtoNames.Of(ExceptionCode.DuplicateSuspected));
        Assert.Equal("PO_MISSING", ProtoNames.Of(ExceptionCode.PoMissing));
        Assert.Equal("CLEAR", ProtoNames.Of(VerdictKind.Clear));
    }

    [Fact]
    public void Table_where_output_is_redirected_is_plain_lines()
    {
        using var lines = new StringWriter { NewLine = "\n" };
        new Screen(lines, terminal: false).Table("Verdicts [given]", ["verdict", "invoices"], [["CLEAR", "12"]]);
        Assert.Equal("\nVerdicts [given]\n  verdict  invoices\n  CLEAR          12\n", lines.ToString());
    }
}
