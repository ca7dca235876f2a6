using System.Text;

namespace Triage.Models.Matching;

/// <summary>Writes a character the one way in which all its look-alikes are compared.</summary>
internal static class CharacterFold
{
    /// <returns>Whether it was a letter or a decimal digit; anything else writes nothing.</returns>
    public static bool TryAppend(StringBuilder to, Rune rune)
    {
        if (rune.IsAscii)
        {
            return TryAppendAscii(to, (char)rune.Value);
        }

        if (Rune.IsDigit(rune))
        {
            to.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            return true;
        }

        var upper = Rune.ToUpperInvariant(Compatible(rune));
        if (upper.IsAscii)
        {
            return TryAppendAscii(to, (char)upper.Value);
        }

        if (upper.IsBmp && CharacterFoldTable.Folds.TryGetValue((char)upper.Value, out var fold))
        {
            to.Append(fold);
            return true;
        }

        if (!Rune.IsLetter(upper))
        {
            return false;
        }

        Span<char> units = stackalloc char[2];
        to.Append(units[..upper.EncodeToUtf16(units)]);
        return true;
    }

    private static bool TryAppendAscii(StringBuilder to, char character)
    {
        if (!char.IsAsciiLetterOrDigit(character))
        {
            return false;
        }

        to.Append(char.ToUpperInvariant(character));
        return true;
    }

    // Two regular blocks that would fill the table: full-width forms, and the 13 mathematical alphabets of 52 letters.
    private static Rune Compatible(Rune rune) => rune.Value switch
    {
        >= 0xFF21 and <= 0xFF5A => Rune.IsLetter(rune) ? new Rune(rune.Value - 0xFEE0) : rune,
        >= 0x1D400 and <= 0x1D6A3 => new Rune('A' + ((rune.Value - 0x1D400) % 26)),
        _ => rune,
    };
}
