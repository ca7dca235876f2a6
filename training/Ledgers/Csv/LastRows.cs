using System.Buffers.Binary;
using System.Collections;

namespace Triage.Training.Ledgers.Csv;

/// <summary>
/// Tells of each row whether it is the last of its key, for any number of keys: the keys' hashes go to temporary files and come
/// back part by part; one bit a row stays in memory.
/// </summary>
internal sealed class LastRows : IDisposable
{
    private const int Parts = 64;
    private const int EntryBytes = sizeof(ulong) + sizeof(int);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triage-ledger-");
    private readonly FileStream[] _parts;
    private int _rows;

    public LastRows() => _parts = [.. Enumerable.Range(0, Parts).Select(part => new FileStream(Path.Combine(_folder.FullName, $"{part}"), FileMode.CreateNew))];

    /// <summary>Rows are added in the file's order.</summary>
    public void Add(string key)
    {
        var hash = LedgerKey.Hash(key);
        Span<byte> entry = stackalloc byte[EntryBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(entry, hash);
        BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(ulong)..], _rows++);
        _parts[hash % Parts].Write(entry);
    }

    /// <summary>By the row's place among those that were added. Of two keys with one hash, only the later row is said to be last.</summary>
    public BitArray Find()
    {
        var last = new BitArray(_rows);
        var rowOf = new Dictionary<ulong, int>();
        var entry = new byte[EntryBytes];
        foreach (var part in _parts)
        {
            part.Position = 0;
            rowOf.Clear();
            while (part.ReadAtLeast(entry, EntryBytes, throwOnEndOfStream: false) == EntryBytes)
            {
                rowOf[BinaryPrimitives.ReadUInt64LittleEndian(entry)] = BinaryPrimitives.ReadInt32LittleEndian(entry.AsSpan(sizeof(ulong)));
            }

            foreach (var row in rowOf.Values)
            {
                last[row] = true;
            }
        }

        return last;
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
