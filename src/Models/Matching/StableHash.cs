using System.Buffers.Binary;
using System.Text;

namespace Triage.Models.Matching;

/// <summary>
/// 64 bits for stored fingerprints: FNV-1a (Fowler, Noll and Vo) with the finaliser of MurmurHash3 (Appleby).
/// Stored for ever, so it never changes; a snapshot test holds it. Collisions cost one comparison.
/// </summary>
public struct StableHash
{
    private ulong _hash = 14695981039346656037;

    public StableHash()
    {
    }

    public StableHash Add(string? text)
    {
        if (text is not null)
        {
            foreach (var b in Encoding.UTF8.GetBytes(text))
            {
                Mix(b);
            }
        }

        // No UTF-8 text holds this byte: fields cannot run into each other.
        Mix(0xFF);
        return this;
    }

    public StableHash Add(long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        foreach (var b in bytes)
        {
            Mix(b);
        }

        return this;
    }

    public readonly long Value
    {
        get
        {
            var mixed = _hash;
            mixed = (mixed ^ (mixed >> 33)) * 0xff51afd7ed558ccd;
            mixed = (mixed ^ (mixed >> 33)) * 0xc4ceb9fe1a85ec53;
            return unchecked((long)(mixed ^ (mixed >> 33)));
        }
    }

    private void Mix(byte value) => _hash = (_hash ^ value) * 1099511628211;
}
