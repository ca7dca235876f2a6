using System.Text.Json;
using Triage.TestKit;

namespace Triage.Cli.Tests.Evaluate;

public sealed class EvalOutliersTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public async Task InvokeAsync_sets_of_a_folder_give_figures_of_each_and_their_mean()
    {
        Write("one.npz", seed: 1);
        Write("two.npz", seed: 2);
        var json = Path.Combine(_folder.Path, "figures.json");
        Assert.Equal(ExitCode.Ok, await RunAsync("eval", "outliers", "--dir", _folder.Path, "--seed", "3", "--json", json));
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        var aucs = written.RootElement.GetProperty("roc_auc");
        Assert.Equal(["one", "two"], aucs.EnumerateObject().Select(set => set.Name));
        foreach (var detector in (string[])["ours", "knn", "isolation_forest"])
        {
            var mean = written.RootElement.GetProperty("mean").GetProperty(detector).GetDouble();
            Assert.InRange(mean, 0.95, 1);
            Assert.Equal(mean, aucs.EnumerateObject().Average(set => set.Value.GetProperty(detector).GetDouble()), 12);
        }
    }

    [Fact]
    public async Task InvokeAsync_folder_without_sets_fails() => Assert.Equal(ExitCode.Failed, await RunAsync("eval", "outliers", "--dir", _folder.Path));

    [Fact]
    public async Task InvokeAsync_no_folder_is_wrong_usage() => Assert.Equal(ExitCode.Usage, await RunAsync("eval", "outliers"));

    public void Dispose() => _folder.Dispose();

    private static Task<int> RunAsync(params string[] args) => new CommandLine(TimeProvider.System).InvokeAsync(args);

    private void Write(string name, int seed)
    {
        var drawn = new Random(seed);
        var x = Enumerable.Range(0, 100).SelectMany(row => (double[])[drawn.NextDouble() + Away(row), drawn.NextDouble()]).ToArray();
        NpyBytes.Archive(
            _folder.Path,
            name,
            ("X", NpyBytes.Of("<f8", "(100, 2)", isByColumn: false, NpyBytes.Doubles(x))),
            ("y", NpyBytes.Of("|u1", "(100,)", isByColumn: false, [.. Enumerable.Range(0, 100).Select(row => (byte)(Away(row) > 0 ? 1 : 0))])));

        static int Away(int row) => row is 10 or 60 ? 5 + row / 10 : 0;
    }
}
