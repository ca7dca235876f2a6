using System.Collections.Immutable;
using System.Xml.Linq;
using Triage.Models.Scoring.Packages;
using Triage.Training.Packages;
using Triage.Training.Reports;

namespace Triage.Training.Tests.Reports;

public sealed class TrainingReportTests
{
    private const string Hostile = "<script>alert('&\"')</script>";

    private static readonly TrainedPackage Full = MadeUpJudgement.Package(MadeUpJudgement.Coding(), MadeUpJudgement.Duplicates());

    [Fact]
    public void Page_has_every_section_under_an_anchor_of_its_own_and_contents_lead_to_each()
    {
        var page = Page(Full);
        var anchors = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(anchors.Distinct(), anchors);
        Assert.Equal(anchors.Select(anchor => $"#{anchor}"), page.Descendants("nav").Descendants("a").Select(link => (string?)link.Attribute("href")));
        foreach (var section in new[]
        {
            "package", "reading", "coding-figures", "coding-reliability", "coding-selection", "coding-drift", "coding-segments", "coding-confusions", "coding-importances",
            "duplicate-figures", "duplicate-curve", "duplicate-kinds", "duplicate-slices", "duplicate-reliability", "duplicate-importances", "sources",
        })
        {
            Assert.Contains(section, anchors);
        }
    }

    [Fact]
    public void Page_needs_nothing_but_itself()
    {
        var page = Page(Full);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_shows_the_figures_as_they_were_measured()
    {
        var text = Page(Full).Value;
        foreach (var figure in new[]
        {
            "20261127-0badcafe", "12,345", "67,890", "2026-07-01 to 2026-09-30", "4,321", "94.3 %", "98.8 %", "65.4 %", "61.2 %", "0.012", "95.3 %", "1.789", "0.876", "432", "8.6 %", "0.777",
            "87.5 % (79.0–92.9)", "95.0 % (87.8–98.0)", "0.15 %", "50.0 % (39.8–60.2)", "80.0 % (67.6–88.4)", "12.3 %", "99.1 %", "0.07 %", "0.555",
        })
        {
            Assert.Contains(figure, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_what_comes_from_a_ledger_stays_text()
    {
        var trained = MadeUpJudgement.Package(MadeUpJudgement.Coding(Hostile, Hostile, Hostile), MadeUpJudgement.Duplicates(Hostile));
        var html = TrainingReport.Of(trained, MadeUpJudgement.Manifest(Hostile, Hostile));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(7, Parsed(html).Descendants().Count(element => !element.HasElements && element.Value.Contains(Hostile, StringComparison.Ordinal)));
    }

    [Fact]
    public void Page_holds_no_character_that_a_page_may_not()
    {
        foreach (var code in new[] { "bell\a", "half \uD800 of a pair", "none \uFFFE", "whole \uD83D\uDE00 pair" })
        {
            var text = Page(MadeUpJudgement.Package(MadeUpJudgement.Coding(code))).Value;
            Assert.Contains(code[..4], text, StringComparison.Ordinal);
            Assert.Equal(code.Contains("whole", StringComparison.Ordinal), text.Contains(code, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Page_a_text_without_end_is_cut_and_never_within_a_character()
    {
        foreach (var length in new[] { 58, 59, 60, 10_000 })
        {
            var text = Page(MadeUpJudgement.Package(MadeUpJudgement.Coding(new string('x', length) + "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"))).Value;
            Assert.DoesNotContain(new string('x', 61), text, StringComparison.Ordinal);
            Assert.DoesNotContain("\uFFFD", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_of_next_to_nothing_is_drawn_and_says_what_was_out_of_reach()
    {
        var text = Page(MadeUpJudgement.Package(MadeUpJudgement.Bare(), MadeUpJudgement.Duplicates(isBare: true))).Value;
        Assert.Contains("out of reach on the last month", text, StringComparison.Ordinal);
        Assert.Contains("flags nothing: on the last month, planted several times (123 copies", text, StringComparison.Ordinal);
        Assert.Contains("There was none.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_says_what_the_manifest_notes_also_of_models_that_were_not_judged()
    {
        var manifest = MadeUpJudgement.Manifest() with { Notes = ImmutableSortedDictionary<string, string>.Empty.Add(ModelFileKinds.Duplicate, MadeUpJudgement.NothingFlagged.Advice!) };
        Assert.Contains("flags nothing", Parsed(TrainingReport.Of(MadeUpJudgement.Package(), manifest)).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_says_which_models_were_not_trained()
    {
        var text = Page(MadeUpJudgement.Package()).Value;
        Assert.Contains("no coding model", text, StringComparison.Ordinal);
        Assert.Contains("no duplicate model", text, StringComparison.Ordinal);
        Assert.Contains("no anomaly model", text, StringComparison.Ordinal);
    }

    private static XElement Page(TrainedPackage trained) => Parsed(TrainingReport.Of(trained, MadeUpJudgement.Manifest()));

    // The page is well-formed XML but for its first line.
    private static XElement Parsed(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
        return XElement.Parse(html[html.IndexOf('\n', StringComparison.Ordinal)..]);
    }
}
