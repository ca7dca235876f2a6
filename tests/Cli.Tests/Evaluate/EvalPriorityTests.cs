using System.Text.Json;
using Triage.TestKit;

namespace Triage.Cli.Tests.Evaluate;

public sealed class EvalPriorityTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task InvokeAsync_shipped_scenario_gives_costs_of_every_order_and_the_longest_wait()
    {
        var json = Path.Combine(_folder.Path, "figures.json");
        Assert.Equal(ExitCode.Ok, await RunAsync("eval", "priority", "--scenario", "light-load", "--seeds", "2", "--seed", "7", "--json", json));
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        var costs = written.RootElement.GetProperty("cost_of_delay");
        Assert.All((string[])["ours", "fifo", "due_date", "value", "sla"], policy => Assert.True(costs.GetProperty(policy).GetDouble() > 0));
        Assert.True(costs.GetProperty("ours").GetDouble() < costs.GetProperty("fifo").GetDouble());
        Assert.InRange(written.RootElement.GetProperty("longest_wait").GetDouble(), 0.1, written.RootElement.GetProperty("longest_wait_bound").GetDouble());
        Assert.Equal(0, written.RootElement.GetProperty("beyond_bound").GetInt32());
        Assert.Equal(2, written.RootElement.GetProperty("scenarios").GetProperty("light-load").GetProperty("policies").GetProperty("value").GetProperty("cost_of_delay").GetArrayLength());
    }

    [Fact]
    public async Task InvokeAsync_scenario_that_is_none_fails()
    {
        var file = Path.Combine(_folder.Path, "wrong.yaml");
        await File.WriteAllTextAsync(file, "name: wrong\n", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Failed, await RunAsync("eval", "priority", "--scenario", file));
        Assert.Equal(ExitCode.Failed, await RunAsync("eval", "priority", "--scenario", "nowhere"));
    }

    [Theory]
    [InlineData("--seeds", "0")]
    [InlineData("--seeds", "1001")]
    [InlineData("--seeds", "many")]
    [InlineData("--seed", "0")]
    public async Task InvokeAsync_numbers_out_of_range_are_wrong_usage(string option, string value) => Assert.Equal(ExitCode.Usage, await RunAsync("eval", "priority", option, value));

    public void Dispose() => _folder.Dispose();

    private static Task<int> RunAsync(params string[] args) => new CommandLine(TimeProvider.System).InvokeAsync(args);
}
