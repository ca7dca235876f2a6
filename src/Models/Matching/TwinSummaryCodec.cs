using System.Buffers;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

/// <summary>
/// The stored form of a summary: a version byte, then the members in order. Integers are zigzag varints;
/// strings are UTF-8 behind their length plus one, where 0 stands for <c>null</c>.
/// </summary>
public static class TwinSummaryCodec
{
    public const byte Version = 1;

    public static byte[] Encode(TwinSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>(96);
        buffer.Write([Version]);
        var writer = new TwinSummaryWriter(buffer);
        writer.Write((long)summary.Kind);
        writer.Write(summary.SupplierHash);
        writer.Write(summary.Number);
        writer.Write(summary.NumberNormalised);
        writer.Write(summary.Currency);
        writer.Write(summary.AmountMinor);
        writer.Write(summary.IssueDay);
        writer.Write(summary.PurchaseOrderHash);
        writer.Write(summary.LinesHash);
        writer.Write(summary.LineCount);
        writer.Write(summary.CorrectsNormalised);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The version is unknown, or the bytes end early or go on.</exception>
    public static TwinSummary Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
        {
            throw new FormatException("A twin summary starts with the version of its encoding, and this one is unknown.");
        }

        var reader = new TwinSummaryReader(bytes[1..]);

        // Initialisers run in the order in which they are written: the order of the bytes.
        var summary = new TwinSummary
        {
            Kind = (InvoiceKind)reader.ReadByte(),
            SupplierHash = reader.ReadInt64(),
            Number = reader.ReadString(),
            NumberNormalised = reader.ReadString(),
            Currency = reader.ReadString() ?? throw new FormatException("A twin summary has a currency."),
            AmountMinor = reader.ReadInt64(),
            IssueDay = reader.ReadInt32(),
            PurchaseOrderHash = reader.ReadInt64(),
            LinesHash = reader.ReadInt64(),
            LineCount = reader.ReadInt32(),
            CorrectsNormalised = reader.ReadString(),
        };
        reader.ExpectEnd();
        return summary;
    }
}
