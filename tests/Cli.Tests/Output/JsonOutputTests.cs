using Triage.Cli.Output;
using Triage.TestKit;

namespace Triage.Cli.Tests.Output;

public sealed class JsonOutputTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void Constructor_a_place_where_nothing_can_be_written_is_refused_before_the_work()
    {
        foreach (var target in new[] { Path.Combine(_folder.Path, "absent", "figures.json"), _folder.Path, "" })
        {
            Assert.Contains("cannot be written", Assert.Throws<CliException>(() => new JsonOutput(target)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WriteAsync_leaves_no_trace_before_and_writes_the_whole_anew()
    {
        var target = Path.Combine(_folder.Path, "figures.json");
        var output = new JsonOutput(target);
        Assert.False(File.Exists(target));
        await File.WriteAllTextAsync(target, "older and longer than what is written now", TestContext.Current.CancellationToken);
        await output.WriteAsync(new { RowsCount = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal("{\n  \"rows_count\": 1\n}\n", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();
}
