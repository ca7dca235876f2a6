using System.Globalization;
using System.Text;
using System.Text.Json;
using Triage.Models.Clock;

namespace Triage.Training.Labels;

/// <summary>What a package keeps of the labels that it learned from, for whoever asks later why a model knows what it knows.</summary>
public static class LabelFile
{
    public const string Name = "labels.csv";

    public static byte[] Encode(LabelSet labels)
    {
        var text = new StringBuilder("invoice,sampling,verdict,arrived_at,weight\n");
        foreach (var label in labels.All)
        {
            // Ids are escaped where they are made: no comma and no quote.
            text.Append(CultureInfo.InvariantCulture, $"{label.InvoiceId},{NameOf(label.Sampling)},{JsonNamingPolicy.SnakeCaseLower.ConvertName($"{label.Verdict}")},{StoreTime.FromMicros(label.ArrivedAtMicros):yyyy-MM-ddTHH:mm:ss.ffffffZ},{label.Weight:0.######}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string NameOf(LabelSampling sampling) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{sampling}");
}
