using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>The idempotency key of an invoice that came from a file: its identity, so that the same file again is a replay and a changed row is noticed.</summary>
internal static class LedgerKey
{
    private const int LengthMax = 255;
    private const int IdLengthMax = 128;

    public static string Of(Invoice invoice)
    {
        var key = $"ledger:{invoice.SourceSystem}/{invoice.SourceInvoiceId}";
        return key.Length <= LengthMax ? key : $"ledger:{Digest(key, 32)}";
    }

    /// <summary>An invoice's id from the cells that name it; those that must not stand in ids are hashed.</summary>
    public static string OfParts(IEnumerable<(bool Hash, string Value)> parts)
    {
        var key = string.Join('/', parts.Select(part => part.Hash ? Digest(part.Value, 12) : part.Value));
        return key.Length <= IdLengthMax ? key : Digest(key, 32);
    }

    public static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Digest(string text, int characters) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..characters];
}
