using System.Xml.Linq;

namespace Triage.Training.Reports.Sections;

/// <summary>One question about a model, answered: a figure, what it means and what a good one is.</summary>
internal interface IReportSection
{
    /// <summary>Unique on the page: people link to it.</summary>
    string Anchor { get; }

    string Title { get; }

    IEnumerable<XElement> Body();
}
