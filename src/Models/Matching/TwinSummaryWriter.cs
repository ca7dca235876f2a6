using System.Buffers;
using System.Text;

namespace Triage.Models.Matching;

internal readonly struct TwinSummaryWriter(ArrayBufferWriter<byte> buffer)
{
    private const int VarintBytesMax = 10;

    public void Write(long value) => WriteVarint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public void Write(string? value)
    {
        if (value is null)
        {
            Write(0L);
            return;
        }

        Write(Encoding.UTF8.GetByteCount(value) + 1L);
        Encoding.UTF8.GetBytes(value, buffer);
    }

    private void WriteVarint(ulong value)
    {
        var span = buffer.GetSpan(VarintBytesMax);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        buffer.Advance(length);
    }
}
