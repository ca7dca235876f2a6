using System.Text.Json;
using Triage.Cli.Evaluate;
using Triage.Cli.Output;
using Triage.Models.Features.Coding;
using Triage.Training.Coding;
using Triage.Training.Suppliers;

namespace Triage.Cli.Tests.Evaluate;

/// <summary>Programs read these names: a naming policy's idea of a number in one is not theirs.</summary>
public sealed class EvalJsonTests
{
    [Fact]
    public void Serialize_of_coding_names_its_figures_as_promised()
    {
        var figures = new CodingFigures
        {
            Lines = 9,
            Top1 = 0.5,
            Top3 = 0.7,
            Offered = 0.8,
            CoverageAtPrecision95 = 0.6,
            Deployed = new(0.7, 0.95, 0.5),
            Ece = 0.01,
            ConformalCoverage = 0.95,
            ConformalMeanSize = 1.5,
            Sets = [],
            Months = [],
            Segments = [],
        };
        var report = Written(new CodingReport { Field = CodeField.AccountCode, TrainedUntil = "2020-09-30", TrainedLines = 5, Frozen = figures, Growing = figures, Seconds = 1 });
        Assert.Equal("account_code", report.GetProperty("field").GetString());
        foreach (var way in (string[])["frozen", "growing"])
        {
            var part = report.GetProperty(way);
            Assert.Equal(0.6, part.GetProperty("coverage_at_precision_95").GetDouble());
            Assert.Equal((0.5, 0.7, 0.01, 0.95, 1.5, 9), (Of("top1"), Of("top3"), Of("ece"), Of("conformal_coverage"), Of("conformal_mean_size"), Of("lines")));
            Assert.Equal((0.95, 0.5), (part.GetProperty("deployed").GetProperty("precision").GetDouble(), part.GetProperty("deployed").GetProperty("coverage").GetDouble()));

            double Of(string name) => part.GetProperty(name).GetDouble();
        }
    }

    [Fact]
    public void Serialize_of_suppliers_has_the_figures_at_the_top()
    {
        var figures = new SupplierFigures
        {
            Names = 3,
            Suppliers = 2,
            Top1 = 0.9,
            Top3 = 0.95,
            Top1Low = 0.8,
            Top1High = 0.99,
            Offered = 1,
            BaselineTop1 = 0.7,
            BaselineTop3 = 0.75,
            Folds = [],
            Segments = [],
            Ece = 0.02,
            Threshold = new(0.95, 0, 1, 1, null),
        };
        var report = Written(new SuppliersReport(figures, 1.5, 2));
        Assert.Equal((0.9, 0.95, 1.5, 2), (report.GetProperty("top1").GetDouble(), report.GetProperty("top3").GetDouble(), report.GetProperty("milliseconds_a_name_among_100000").GetDouble(), report.GetProperty("seconds").GetDouble()));
    }

    private static JsonElement Written<T>(T report) => JsonSerializer.Deserialize<JsonElement>(JsonOutput.Serialize(report));
}
