using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Triage.Training.Reports.Pages;

/// <summary>A page that needs nothing but itself: no script, no other file.</summary>
internal static class WholePage
{
    public static string Text(string title, params object[] body)
    {
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", Markup.Clean(title)),
                new XElement("style", PageStyle.Text)),
            new XElement("body", body, new XElement("footer", Markup.Paragraph("Models advise, policy decides, people overrule."))));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new() { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        {
            page.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }
}
