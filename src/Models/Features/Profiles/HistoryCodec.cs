using System.IO.Compression;
using Triage.Models.Intake;
using Triage.Models.Payloads;

namespace Triage.Models.Features.Profiles;

/// <summary>
/// The stored form of the ledger that models were trained on, from which profiles begin: open parts of invoices in order of
/// their folding, compressed; free text and accounts are no part of them. It is folded again at each load, by the code that also folds the feed.
/// </summary>
public static class HistoryCodec
{
    private const byte Version = 1;

    public static byte[] Encode(IReadOnlyCollection<Invoice> invoices)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            packed.WriteByte(Version);
            var writer = new PayloadWriter();
            writer.Count(invoices.Count);
            packed.Write(writer.Written);
            foreach (var invoice in invoices)
            {
                var one = new PayloadWriter();
                InvoiceCodec.WriteOpen(one, invoice);
                var length = new PayloadWriter();
                length.Count(one.Written.Length);
                packed.Write(length.Written);
                packed.Write(one.Written);
            }
        }

        return bytes.ToArray();
    }

    /// <param name="bytesMax">Unpacked: more is refused before it fills the memory.</param>
    /// <exception cref="PayloadDamagedException"/>
    public static IReadOnlyList<Invoice> Decode(byte[] packed, long bytesMax)
    {
        var from = new PayloadReader(Unpack(packed, bytesMax));
        if (from.Byte() != Version)
        {
            throw new PayloadDamagedException();
        }

        var count = from.Count();
        var invoices = new List<Invoice>(count);
        for (var i = 0; i < count; i++)
        {
            var one = new PayloadReader(from.Bytes());
            invoices.Add(InvoiceCodec.ReadOpen(ref one));
        }

        return from.IsAtEnd ? invoices : throw new PayloadDamagedException();
    }

    private static ReadOnlySpan<byte> Unpack(byte[] packed, long bytesMax)
    {
        try
        {
            using var unpacking = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = unpacking.Read(buffer)) > 0;)
            {
                if (whole.Length + read > bytesMax)
                {
                    throw new PayloadDamagedException();
                }

                whole.Write(buffer, 0, read);
            }

            return whole.GetBuffer().AsSpan(0, (int)whole.Length);
        }
        catch (InvalidDataException)
        {
            throw new PayloadDamagedException();
        }
    }
}
