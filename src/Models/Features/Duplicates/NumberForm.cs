using System.Globalization;
using Triage.Models.Matching;

namespace Triage.Models.Features.Duplicates;

/// <summary>A normalised number in the forms under which two that mean the same can meet.</summary>
internal readonly record struct NumberForm(string Head, long Tail)
{
    // A longer run of digits is no running number.
    private const int TailDigitsMax = 15;
    private const int LettersAfterMax = 2;
    private const int StemMin = 4;

    /// <summary>The last run of digits as a number, and what stands before it; a letter or two may follow. <c>null</c> where it ends otherwise.</summary>
    public static NumberForm? Of(string number)
    {
        var end = number.Length;
        while (end > 0 && number.Length - end < LettersAfterMax && !char.IsAsciiDigit(number[end - 1]))
        {
            end--;
        }

        var at = end;
        while (at > 0 && char.IsAsciiDigit(number[at - 1]))
        {
            at--;
        }

        return end - at is > 0 and <= TailDigitsMax
            ? new(number[..at], long.Parse(number.AsSpan(at, end - at), CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Without a last letter or digit: what the parts of a split bill have in common where they are lettered or counted.</summary>
    public static string? Stem(string number) => number.Length > StemMin ? number[..^1] : null;

    /// <summary>As a scanner may have read it: characters that it confuses are one, and zeros that now lead a run of digits go.</summary>
    public static string Scanned(string number) => InvoiceNumber.Normalise(string.Create(number.Length, number, static (into, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            into[i] = from[i] switch { 'O' or 'Q' or 'D' => '0', 'I' or 'L' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', 'G' => '6', var other => other };
        }
    })) ?? "";
}
