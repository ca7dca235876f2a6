namespace Triage.Models.Matching;

/// <summary>Whether two normalised numbers could be one, misread or mistyped.</summary>
internal static class NumberDistance
{
    /// <summary>Shorter numbers are one edit from too many others.</summary>
    public const int LengthMin = 4;

    /// <summary>
    /// At most one insertion, deletion, substitution or exchange of neighbours apart (Damerau, CACM 7, 1964),
    /// where characters that scanners confuse count as equal.
    /// </summary>
    public static bool IsOneEditApart(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length < LengthMin || b.Length < LengthMin || Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }

        var prefix = 0;
        var shorter = Math.Min(a.Length, b.Length);
        while (prefix < shorter && AreAlike(a[prefix], b[prefix]))
        {
            prefix++;
        }

        a = a[prefix..];
        b = b[prefix..];
        if (a.Length != b.Length)
        {
            return a.Length > b.Length ? AreAllAlike(a[1..], b) : AreAllAlike(a, b[1..]);
        }

        return a.Length <= 1
            || AreAllAlike(a[1..], b[1..])
            || (AreAlike(a[0], b[1]) && AreAlike(a[1], b[0]) && AreAllAlike(a[2..], b[2..]));
    }

    private static bool AreAllAlike(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (!AreAlike(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(char a, char b) => Scanned(a) == Scanned(b);

    private static char Scanned(char character) => character switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        'G' => '6',
        _ => character,
    };
}
