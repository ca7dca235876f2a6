using System.Xml.Linq;

namespace Triage.Training.Reports.Sections;

/// <summary>Where the methods come from.</summary>
internal sealed record SourcesSection : IReportSection
{
    public string Anchor => "sources";

    public string Title => "Sources";

    public IEnumerable<XElement> Body() =>
    [
        new(
            "ul",
            new XElement("li", "Intervals of shares: Wilson, JASA 22, 1927; clustered by supplier: Cochran, Sampling Techniques, 3rd edition, 1977, section 11.9. Where both apply, the wider end is shown."),
            new XElement("li", "Calibration: isotonic regression, Zadrozny and Elkan, KDD 2002. Calibration error over 15 bins of equal mass: Naeini, Cooper and Hauskrecht, AAAI 2015; Nixon and others, CVPR workshops 2019."),
            new XElement("li", "Reliability diagrams: DeGroot and Fienberg, The Statistician 32, 1983. Precision against coverage: El-Yaniv and Wiener, JMLR 11, 2010."),
            new XElement("li", "Sets: least ambiguous, Sadinle, Lei and Wasserman, JASA 114, 2019; thresholds by split conformal prediction, Vovk, Gammerman and Shafer, 2005; where history grows, adaptive conformal inference, Gibbs and Candès, NeurIPS 2021."),
            new XElement("li", "Precision and recall: Davis and Goadrich, ICML 2006."),
            new XElement("li", "Contributions of features: Saabas, Interpreting random forests, 2014; their mean size over rows drawn by algorithm R, Vitter, ACM TOMS 11, 1985."),
            new XElement("li", "Colours: Okabe and Ito, Color universal design, 2008.")),
    ];
}
