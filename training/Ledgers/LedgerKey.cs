using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Triage.Protos.V1;

namespace Triage.Training.Ledgers;

/// <summary>The idempotency key of an invoice that came from a file: its identity, so that the same file again is a replay and a changed row is noticed.</summary>
internal static class LedgerKey
{
    private const int LengthMax = 255;

    public static string Of(Invoice invoice)
    {
        var key = $"ledger:{invoice.SourceSystem}/{invoice.SourceInvoiceId}";
        return key.Length <= LengthMax ? key : $"ledger:{Digest(key, 32)}";
    }

    public static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Digest(string text, int characters) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..characters];
}
