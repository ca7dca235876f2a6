namespace Triage.Models.Matching;

/// <summary>
/// 64 bits over a list of strings, the same on every machine and in every version. Stored fingerprints are
/// made of it, so it never changes. Not a defence: whoever chooses the input can make two inputs collide.
/// </summary>
/// <remarks>
/// FNV-1a, 64 bits, over ordinal UTF-8 (Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv/), whose
/// upper bits are weak on short inputs, then the finaliser fmix64 of MurmurHash3 (Appleby, public domain,
/// https://github.com/aappleby/smhasher).
/// </remarks>
public static class StableHash
{
    private const ulong OffsetBasis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    // Neither byte occurs in UTF-8, so no two lists of fields write the same bytes.
    private const byte FieldEnd = 0xFE;
    private const byte NullField = 0xFF;

    public static long Of(params ReadOnlySpan<string?> fields)
    {
        var hash = OffsetBasis;
        foreach (var field in fields)
        {
            hash = field is null ? Add(hash, NullField) : Add(hash, field);
            hash = Add(hash, FieldEnd);
        }

        return unchecked((long)Avalanche(hash));
    }

    private static ulong Add(ulong hash, string field)
    {
        // Most fields are ASCII through and through, and an ASCII character is its own UTF-8.
        var ascii = 0;
        while (ascii < field.Length && char.IsAscii(field[ascii]))
        {
            hash = Add(hash, (byte)field[ascii++]);
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in field.AsSpan(ascii).EnumerateRunes())
        {
            foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                hash = Add(hash, unit);
            }
        }

        return hash;
    }

    private static ulong Add(ulong hash, byte unit) => unchecked((hash ^ unit) * Prime);

    private static ulong Avalanche(ulong hash)
    {
        unchecked
        {
            hash ^= hash >> 33;
            hash *= 0xFF51AFD7ED558CCD;
            hash ^= hash >> 33;
            hash *= 0xC4CEB9FE1A85EC53;
            return hash ^ (hash >> 33);
        }
    }
}
