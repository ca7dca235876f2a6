using System.Globalization;
using Triage.Training.Evaluation;

namespace Triage.Training.Reports.Pages;

/// <summary>Figures as they are written.</summary>
internal static class Shown
{
    /// <summary>What is not known.</summary>
    public const string Nothing = "–";

    public static string Percent(double share) => double.IsFinite(share) ? (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Nothing;

    /// <summary>Small shares need more places.</summary>
    public static string FinePercent(double share) => double.IsFinite(share) ? (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %" : Nothing;

    public static string Percent(MeasuredShare measured) =>
        measured.Count == 0 ? Nothing : string.Create(CultureInfo.InvariantCulture, $"{measured.Share * 100:0.0} % ({measured.Low * 100:0.0}–{measured.High * 100:0.0})");

    public static string FinePercent(MeasuredShare measured) =>
        measured.Count == 0 ? Nothing : string.Create(CultureInfo.InvariantCulture, $"{measured.Share * 100:0.00} % ({measured.Low * 100:0.00}–{measured.High * 100:0.00})");

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : Nothing;

    public static string Round(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Cut between characters, never within one.</summary>
    public static string Short(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
