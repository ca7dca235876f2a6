using Triage.Models.Gating;
using Triage.Models.Policy;

namespace Triage.Models.Tests.Gating;

public sealed class CatalogueTests
{
    [Fact]
    public void All_has_every_code_once() =>
        Assert.Equal(Enum.GetValues<ExceptionCode>(), ExceptionCatalogue.All.Select(entry => entry.Code));

    [Fact]
    public void All_entries_are_filled_in() => Assert.All(ExceptionCatalogue.All, entry =>
    {
        Assert.True(Enum.IsDefined(entry.Severity) && Enum.IsDefined(entry.Queue) && Enum.IsDefined(entry.Resolver));
        Assert.InRange(entry.SlaHours, 1, 24 * 7);
        Assert.InRange(entry.EffortMinutes, 1, 8 * 60);
        Assert.Same(entry, ExceptionCatalogue.Of(entry.Code));
    });

    [Fact]
    public void AlwaysHuman_has_every_class_once() =>
        Assert.Equal(Enum.GetValues<AlwaysHumanClass>(), AlwaysHuman.All.Select(entry => entry.Class));

    [Fact]
    public void AlwaysHuman_active_class_shows_through_an_exception() =>
        Assert.All(AlwaysHuman.All.Where(entry => entry.Active), entry => Assert.NotEmpty(entry.Codes));

    [Fact]
    public void Covers_class_without_source_only_where_the_policy_names_it()
    {
        var named = Sample.Policy with { AlwaysHuman = [AlwaysHumanClass.ExtractionUnsure] };
        Assert.False(AlwaysHuman.Covers(ExceptionCode.DocumentUnreadable, Sample.Policy));
        Assert.True(AlwaysHuman.Covers(ExceptionCode.DocumentUnreadable, named));
        Assert.True(AlwaysHuman.Covers(ExceptionCode.CreditNote, named));
    }

    [Fact]
    public void Exceptions_page_shows_the_catalogue()
    {
        var page = File.ReadAllLines(Path.Combine(Root(), "docs", "exceptions.md"));
        Assert.Equal(
            ExceptionCatalogue.All.Select(entry =>
                $"| `{Words(entry.Code, '_').ToUpperInvariant()}` | {entry.Severity} | {Words(entry.Queue, ' ')} | {entry.SlaHours} h | {entry.EffortMinutes} min | {entry.Resolver} | {entry.Meaning} |"),
            page.Where(line => line is ['|', ' ', '`', >= 'A' and <= 'Z', ..]));
    }

    private static string Words(Enum value, char between) =>
        string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"{between}{char.ToLowerInvariant(c)}" : c.ToString()));

    internal static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "TriageCluster.sln")))
        {
            directory = directory.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return directory.FullName;
    }
}
