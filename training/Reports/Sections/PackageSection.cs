using System.Xml.Linq;
using Triage.Models.Scoring.Packages;
using Triage.Training.Packages;
using Triage.Training.Reports.Pages;

namespace Triage.Training.Reports.Sections;

/// <summary>What the package is, of what it was made and what was judged when.</summary>
internal sealed record PackageSection(TrainedPackage Trained, ModelManifest Manifest) : IReportSection
{
    public string Anchor => "package";

    public string Title => "The package";

    public IEnumerable<XElement> Body()
    {
        yield return Markup.Facts(
            [
                ("Version", Manifest.Version),
                ("Tenant", Manifest.Tenant),
                ("Trained at", Manifest.TrainedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture)),
                ("Trained by", Manifest.TrainedBy),
                ("Trainer", Manifest.Trainer),
                ("Program", Manifest.CodeVersion),
                ("Seed", Shown.Round(Manifest.Seed)),
                ("Learned from", Manifest.Data.Source),
                ("Issued", $"{Shown.Day(Manifest.Data.From)} to {Shown.Day(Manifest.Data.Until)}"),
                ("Invoices", Shown.Count(Manifest.Data.Invoices)),
                ("Lines", Shown.Count(Manifest.Data.Lines)),
                ("SHA-256 of these", Manifest.Data.Sha256[..16] + "…"),
                ("Models", string.Join(", ", Manifest.Files.Select(file => file.Kind).Where(kind => ModelFileKinds.Models.Contains(kind))) is { Length: > 0 } models ? models : "none"),
                ("Judged on", Trained.JudgedFromDay is { } day ? $"{Shown.Day(DateOnly.FromDayNumber(day))} to {Shown.Day(Manifest.Data.Until)}" : "nothing"),
            ]);
        foreach (var note in Manifest.Notes?.Values ?? [])
        {
            yield return new("p", new XAttribute("class", "missing"), note);
        }

        if (Manifest.Data.Labels is { } labels)
        {
            yield return Markup.Paragraph(
                $"It was learned from a service's own store. Of {Shown.Count(Manifest.Data.Invoices)} judged invoices {Shown.Count(labels.Sum(sampled => sampled.Invoices))} have codes of which something says that they are right; only those taught the coding model:");
            yield return Markup.Table(
                ["how it came to be known", "invoices", "judged invoices they stand for"],
                [.. labels.Select(sampled => (string[])[sampled.Sampling.Replace('_', ' '), Shown.Count(sampled.Invoices), Shown.Count((int)Math.Round(sampled.Weight))])]);
        }

        yield return Trained.JudgedFromDay is { } from
            ? Markup.Paragraph(
                $"Figures here are of models that were trained on what is older than {Shown.Day(DateOnly.FromDayNumber(from))} and asked about everything from that day on. "
                + "The models in the package were then trained again, in the same way, on the whole history; they should be as good or better, and were not judged themselves.")
            : Markup.Paragraph("These models were trained without being judged: nobody knows how good they are. Train without ‑‑without-evaluation to find out.");
        yield return Markup.Note("The same history and seed give the same models, byte for byte.");
    }
}
