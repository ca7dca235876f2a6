using System.IO.Compression;

namespace Triage.Training.Ledgers;

/// <summary>
/// Unpacks gzip and fails where the packed data end early: the runtime's stream takes that for the end. A member of our own is
/// put behind the file; only when the file's own members are whole does it come out, at the very end.
/// </summary>
public sealed class WholeGzipStream : ReadOnlyStream
{
    private static readonly byte[] Seal = "the packed ledger was whole"u8.ToArray();
    private static readonly byte[] PackedSeal = Pack();

    private readonly GZipStream _unpacked;
    private readonly byte[] _block = new byte[1 << 15];
    private int _from;
    private int _held;

    public WholeGzipStream(Stream packed) => _unpacked = new GZipStream(new FollowedStream(packed, PackedSeal), CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The packed data are damaged or end early.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back: they may be the seal.
        while (_held <= Seal.Length)
        {
            _block.AsSpan(_from, _held).CopyTo(_block);
            _from = 0;
            var read = _unpacked.Read(_block.AsSpan(_held));
            if (read == 0)
            {
                return _block.AsSpan(0, _held).SequenceEqual(Seal) ? 0 : throw new InvalidDataException("The packed data end early.");
            }

            _held += read;
        }

        var given = Math.Min(buffer.Length, _held - Seal.Length);
        _block.AsSpan(_from, given).CopyTo(buffer);
        _from += given;
        _held -= given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Seal);
        }

        return packed.ToArray();
    }
}
