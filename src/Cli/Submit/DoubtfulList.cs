using System.Globalization;
using Triage.Cli.Output;

namespace Triage.Cli.Submit;

/// <summary>The most doubtful invoices, each with its reasons and its twin on lines of their own.</summary>
internal static class DoubtfulList
{
    private const string Margin = "      ";
    private const int Indent = 14;

    public static void Show(string title, IReadOnlyList<DoubtfulInvoice> doubtful, Screen screen)
    {
        screen.Heading(title);
        if (doubtful.Count == 0)
        {
            screen.Line("  none");
        }

        for (int i = 0; i < doubtful.Count; i++)
        {
            var invoice = doubtful[i];
            var facts = string.Join("  ", new[] { invoice.InvoiceId, invoice.Verdict, invoice.Amount }.OfType<string>());
            screen.Folded($"  {(i + 1).ToString(CultureInfo.InvariantCulture),2}  {facts}", Indent);
            foreach (var reason in invoice.Reasons)
            {
                screen.Folded($"{Margin}reason  {reason}", Indent);
            }

            foreach (var score in invoice.Scores)
            {
                var about = score.About is { } what ? $" {what}" : "";
                var why = score.Contributions.Count == 0 ? "" : $": {string.Join(", ", score.Contributions)}";
                screen.Folded(
                    score.Scorer == ShownScore.Codes ? $"{Margin}codes  {about}{why}" : string.Create(CultureInfo.InvariantCulture, $"{Margin}score   {score.Scorer} {score.Value:0.###}{about}{why}"),
                    Indent);
                foreach (var sentence in score.Sentences)
                {
                    screen.Folded($"{Margin}        {sentence}", Indent);
                }
            }

            if (invoice.TwinInvoiceId is { } twin)
            {
                screen.Folded($"{Margin}twin    {twin}, {invoice.TwinPoints.ToString(CultureInfo.InvariantCulture)} points: {string.Join(", ", invoice.TwinEvidence)}", Indent);
            }
        }
    }
}
