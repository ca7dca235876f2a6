using System.Xml;
using System.Xml.Linq;

namespace Triage.Training.Reports.Pages;

/// <summary>Elements of the page. Made of a tree, not of text: what comes from a ledger can't become markup.</summary>
internal static class Markup
{
    private const int CellLengthMax = 60;

    public static XElement Paragraph(params object[] content) => new("p", content);

    public static XElement Strong(string text) => new("strong", text);

    /// <summary>What something means, beside it.</summary>
    public static XElement Note(string text) => new("p", new XAttribute("class", "note"), text);

    /// <summary>The first column names; the others are figures. Wide ones are scrolled, not squeezed.</summary>
    public static XElement Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) => new(
        "div",
        new XAttribute("class", "wide"),
        new XAttribute("tabindex", "0"),
        new XElement(
            "table",
            new XElement("thead", new XElement("tr", headings.Select(heading => new XElement("th", new XAttribute("scope", "col"), heading)))),
            new XElement("tbody", rows.Select(row => new XElement("tr", row.Select(Cell))))));

    /// <summary>What something is called, and what it is: words rather than figures, broken where a line ends.</summary>
    public static XElement Facts(IEnumerable<(string Name, string Value)> facts) => new(
        "table",
        new XAttribute("class", "facts"),
        new XElement("tbody", facts.Select(fact => new XElement("tr", Cell(fact.Name, 0), Cell(fact.Value, 1)))));

    public static XElement Drawn(XElement drawing, string caption, params (int Series, string Name)[] legend) => new(
        "figure",
        drawing,
        legend.Length == 0 ? null : new XElement("p", new XAttribute("class", "legend"), legend.Select(one => new XElement("span", new XAttribute("class", $"key k{one.Series}"), one.Name))),
        new XElement("figcaption", caption));

    /// <summary>Drawings side by side where there is room.</summary>
    public static XElement Beside(params XElement[] drawn) => new("div", new XAttribute("class", "beside"), drawn);

    /// <summary>Without characters that no page may hold.</summary>
    public static string Clean(string text)
    {
        var kept = text.ToCharArray();
        for (var i = 0; i < kept.Length; i++)
        {
            var isPair = char.IsHighSurrogate(kept[i]) && i + 1 < kept.Length && char.IsLowSurrogate(kept[i + 1]);
            if (isPair)
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(kept[i]))
            {
                kept[i] = '\uFFFD';
            }
        }

        return new(kept);
    }

    private static XElement Cell(string text, int column) =>
        column == 0 ? new("th", new XAttribute("scope", "row"), Clean(Shown.Short(text, CellLengthMax))) : new("td", Clean(Shown.Short(text, CellLengthMax)));
}
