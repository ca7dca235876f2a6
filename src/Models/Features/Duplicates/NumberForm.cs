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

    /// <summary>How far from the end stands the one character in which two numbers of one length differ, 0 the last; <c>null</c> where they differ otherwise or not at all.</summary>
    public static int? PlaceOfDifference(string a, string b)
    {
        if (a.Length != b.Length)
        {
            return null;
        }

        var common = a.AsSpan().CommonPrefixLength(b);
        return common < a.Length && a.AsSpan(common + 1).SequenceEqual(b.AsSpan(common + 1)) ? a.Length - 1 - common : null;
    }

    /// <summary>Whether two running numbers differ in one decimal digit, the shorter filled up with zeros.</summary>
    public static bool DifferInOneDigit(long a, long b)
    {
        var apart = Math.Abs(a - b);
        if (apart == 0)
        {
            return false;
        }

        var unit = 1L;
        for (; apart % 10 == 0; apart /= 10)
        {
            unit *= 10;
        }

        // Where the sum overflows a digit, the next one differs as well.
        return apart < 10 && (Math.Min(a, b) / unit % 10) + apart < 10;
    }

    /// <summary>Without a last letter or digit: what the parts of a split bill have in common where they are lettered or counted.</summary>
    public static string? Stem(string number) => number.Length > StemMin ? number[..^1] : null;

    /// <summary>As a scanner may have read it: characters that it confuses are one, and zeros that now lead a run of digits go.</summary>
    /// <param name="number">With its zeros, where there are any: beside a letter that is read as a digit they are in the middle of a run.</param>
    public static string Scanned(string number) => InvoiceNumber.Normalise(string.Create(number.Length, number, static (into, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            into[i] = from[i] switch { 'O' or 'Q' or 'D' => '0', 'I' or 'L' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', 'G' => '6', var other => other };
        }
    })) ?? "";
}
