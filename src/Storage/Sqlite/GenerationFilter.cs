using System.Numerics;

namespace Triage.Storage.Sqlite;

/// <summary>
/// Which of 64 generations may have a hash, and which surely do not: a Bloom filter (Bloom 1970) of each, lying crosswise, so that a
/// word holds one bit of every filter and one question is put to all of them at once (as in bit-sliced signature files: Goodwin and others, SIGIR 2017).
/// A generation of 8,192 invoices with four or five fingerprints each fills a fifth of its bits: it says "may" of about one in
/// fifty thousand hashes that it never had. Adding and asking need no lock.
/// </summary>
internal sealed class GenerationFilter
{
    public const int Generations = 64;

    private const int PlaceBits = 20;
    private const int PlacesPerHash = 7;

    private readonly ulong[] _words = new ulong[1 << PlaceBits];

    /// <param name="generation">Of the 64.</param>
    public void Add(int generation, long hash)
    {
        var (place, step) = PlacesOf(hash);
        for (var i = 0; i < PlacesPerHash; i++, place += step)
        {
            Interlocked.Or(ref _words[place >> (64 - PlaceBits)], 1UL << generation);
        }
    }

    /// <returns>A bit for each generation.</returns>
    public ulong MayHave(long hash)
    {
        var may = ulong.MaxValue;
        var (place, step) = PlacesOf(hash);
        for (var i = 0; i < PlacesPerHash && may != 0; i++, place += step)
        {
            may &= Volatile.Read(ref _words[place >> (64 - PlaceBits)]);
        }

        return may;
    }

    // Double hashing (Kirsch and Mitzenmacher 2006), of two mixtures that do not follow from each other.
    private static (ulong Place, ulong Step) PlacesOf(long hash)
    {
        var mixed = (ulong)hash * 0x9E3779B97F4A7C15;
        var place = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return (place, (BitOperations.RotateLeft(mixed, 32) * 0xD6E8FEB86659FD93) | 1);
    }
}
