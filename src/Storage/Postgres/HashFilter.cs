using System.Numerics;

namespace Triage.Storage.Postgres;

/// <summary>
/// Says of a hash that it was never added, or that it may have been: a blocked Bloom filter (Bloom 1970; Putze, Sanders and
/// Singler 2007), so that a question reads one cache line. Filled to its capacity it says "may" of about one in
/// five hundred hashes that it never saw. Adding and asking need no lock.
/// </summary>
internal sealed class HashFilter
{
    private const int BlockWords = 8;
    private const int BitsPerHash = 16;
    private const int BitsSet = 6;

    private readonly ulong[] _words;
    private readonly int _blockShift;

    /// <param name="capacity">Hashes; rounded up to a power of two.</param>
    public HashFilter(long capacity)
    {
        var blocks = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(2, ((capacity * BitsPerHash) + (64 * BlockWords) - 1) / (64 * BlockWords)));
        _words = new ulong[checked((int)blocks * BlockWords)];
        _blockShift = 64 - BitOperations.Log2(blocks);
        Capacity = (long)blocks * 64 * BlockWords / BitsPerHash;
    }

    public long Capacity { get; }

    public void Add(long hash)
    {
        var (block, bits) = PlaceOf(hash);
        for (var i = 0; i < BitsSet; i++, bits >>= 9)
        {
            Interlocked.Or(ref _words[block + (int)((bits >> 6) & 7)], 1UL << (int)(bits & 63));
        }
    }

    public bool MayHave(long hash)
    {
        var (block, bits) = PlaceOf(hash);
        for (var i = 0; i < BitsSet; i++, bits >>= 9)
        {
            if ((Volatile.Read(ref _words[block + (int)((bits >> 6) & 7)]) & (1UL << (int)(bits & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // Fibonacci hashing twice: what the block is chosen by and which bits are set must not follow from each other.
    private (int Block, ulong Bits) PlaceOf(long hash)
    {
        var mixed = (ulong)hash * 0x9E3779B97F4A7C15;
        var bits = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return ((int)(mixed >> _blockShift) * BlockWords, bits ^ (bits >> 32));
    }
}
