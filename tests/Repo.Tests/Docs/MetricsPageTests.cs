using System.Text.RegularExpressions;
using Triage.Repo.Tests.Tree;

namespace Triage.Repo.Tests.Docs;

/// <summary>docs/metrics.md has every metric under the name that /metrics gives it, and no other.</summary>
public sealed partial class MetricsPageTests
{
    private static readonly string[][] Rows = [.. Page.Of("docs/metrics.md").Rows];

    [Fact]
    public void Every_exported_name_is_documented_and_every_documented_name_is_exported() => Assert.Equal(
        ServiceMetrics.Measured.Exported, Rows.Select(row => Page.Bare(row[0])).Order(StringComparer.Ordinal));

    [Fact]
    public void Kind_unit_and_labels_are_the_code_s() => Assert.Equal(
        ServiceMetrics.Measured.Instruments.Select(found => $"{found.Name} | {found.Kind} | {found.Unit} | {found.Labels}").Order(StringComparer.Ordinal),
        Rows.Where(row => row[0].StartsWith("`triage_", StringComparison.Ordinal))
            .Select(row => $"{Page.Bare(row[0])} | {row[1]} | {row[2]} | {row[3]}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_class_of_metrics_was_measured() => Assert.All(
        ServiceMetrics.MetricTypes.Select(type => ((string?)type.GetField("MeterName")?.GetRawConstantValue() ?? "").ToLowerInvariant().Replace('.', '_')),
        meter => Assert.Contains(ServiceMetrics.Measured.Exported, name => name.StartsWith(meter + "_", StringComparison.Ordinal)));

    [Fact]
    public void Labels_are_never_an_invoice_a_tenant_or_a_caller() => Assert.DoesNotContain(
        ServiceMetrics.Measured.Instruments, found => Regex.IsMatch(found.Labels, "invoice|tenant|subject|supplier|facility|key"));

    /// <summary>The command line shows the service's own figures; one that was renamed would be missing without a word.</summary>
    [Fact]
    public void Names_that_the_command_line_reads_are_exported()
    {
        var read = Repository.FilesUnder("src/Cli").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(file => MetricName().Matches(Repository.Text(file))).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(read);
        Assert.Empty(read.Except(ServiceMetrics.Measured.Exported));
    }

    [GeneratedRegex("\"((?:triage|process|dotnet)_[a-z_]+)\"")]
    private static partial Regex MetricName();
}
