using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Triage.Silo.Access;
using Triage.Silo.Cluster;
using Triage.Silo.Data;
using Triage.Silo.Edge;
using Triage.Silo.Wiring;

namespace Triage.Silo.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Every_option_is_documented_with_its_default()
    {
        var page = File.ReadAllText(Docs("configuration.md"));
        foreach (var (section, options) in new (string, object)[]
        {
            (AccessOptions.Section, new AccessOptions()), (ClusterNameOptions.Section, new ClusterNameOptions()), (DataOptions.Section, new DataOptions()),
            (EdgeOptions.Section, new EdgeOptions()), (GrainsOptions.Section, new GrainsOptions()),
        })
        {
            foreach (var property in options.GetType().GetProperties())
            {
                Assert.Contains($"| `{section}:{property.Name}` | {(property.GetValue(options) is { } value ? $"`{value}`" : "none")} |", page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_instrument_of_the_edge_is_documented()
    {
        var page = File.ReadAllText(Docs("metrics.md"));
        var names = new List<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => { if (instrument.Meter.Name == EdgeMetrics.MeterName) { names.Add(instrument.Name); } } };
        using var metrics = new EdgeMetrics();
        listener.Start();
        Assert.NotEmpty(names);
        Assert.All(names.Distinct(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_any_address_with_the_local_issuer_is_refused_with_the_harm()
    {
        var edge = new EdgeOptions { ListenAnyIP = true, GrpcPort = 7, HttpPort = 7 };
        var result = new EdgeOptionsValidator(Options.Create(new AccessOptions())).Validate(null, edge);
        Assert.Equal(2, result.Failures?.Count());
        Assert.Contains("act as anybody", result.FailureMessage, StringComparison.Ordinal);
        edge.HttpPort = 8;
        Assert.True(new EdgeOptionsValidator(Options.Create(new AccessOptions { Authority = "https://id.example" })).Validate(null, edge).Succeeded);
    }

    [Fact]
    public void Hold_directory_in_use_is_refused_with_exit_code_3()
    {
        var directory = Directory.CreateTempSubdirectory("triage-lock-").FullName;
        using (DataDirectory.Hold(directory))
        {
            var refused = Assert.Throws<StartRefusedException>(() => DataDirectory.Hold(directory));
            Assert.Equal(3, StartFailure.Report(refused, TextWriter.Null));
        }

        DataDirectory.Hold(directory).Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task LoadOrCreate_many_at_once_agree_on_one_key_that_only_its_owner_reads()
    {
        var directory = Directory.CreateTempSubdirectory("triage-key-").FullName;
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            using var key = LocalIssuerKey.LoadOrCreate(directory);
            return LocalIssuerKey.KeyIdOf(key);
        })));
        Assert.Single(ids.Distinct());
        Assert.Equal(16, ids[0].Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LocalIssuerKey.PathIn(directory)));
        }

        Assert.Single(Directory.GetFiles(Path.Combine(directory, "issuer")));
        Directory.Delete(directory, recursive: true);
    }

    private static string Docs(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here) ?? "", "..", "..", "docs", name);
}
