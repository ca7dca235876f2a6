using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Triage.Training.Evaluation;
using Triage.Training.Reports.Pages;
using Triage.Training.Reports.Plots;

namespace Triage.Training.Reports.Sections;

/// <summary>What a model goes by.</summary>
/// <param name="Of">What was explained, with its count.</param>
internal sealed record ImportanceSection(string Anchor, string Of, ImmutableArray<FeatureImportance> Importances) : IReportSection
{
    public string Title => "What the model goes by";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Paragraph(
            $"How far each feature moved the answer on average, either way, over {Of}; in log-odds before calibration. "
            + "A long bar says that the model uses a feature, not that the feature causes anything; features that say nearly the same share their weight.");
        yield return Importances.IsEmpty
            ? Markup.Note("Nothing was asked that could be explained.")
            : Markup.Drawn(
                BarPlot.Of("Mean size of each feature's contribution", [.. Importances.Select(one => new Bar(one.Feature, one.MeanChange, one.MeanChange.ToString("0.000", CultureInfo.InvariantCulture)))], Importances[0].MeanChange),
                "Mean size of the contribution, the greatest first.");
    }
}
