using Google.Protobuf;
using Grpc.Core;
using Triage.Protos.V1;

namespace Triage.Load.Calls;

/// <summary>Reads of a stream's answer what says whose it is and how it went; the verdict inside is left alone.</summary>
internal static class StreamAnswer
{
    public static (long Ordinal, StatusCode Status, ReadOnlyMemory<byte> Accepted) Read(byte[] bytes)
    {
        var from = new CodedInputStream(bytes);
        long ordinal = 0;
        uint tag;
        while ((tag = from.ReadTag()) != 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case SubmitStreamResponse.OrdinalFieldNumber:
                    ordinal = from.ReadInt64();
                    break;
                case SubmitStreamResponse.AcceptedFieldNumber:
                    var length = from.ReadLength();
                    return (ordinal, StatusCode.OK, bytes.AsMemory((int)from.Position, length));
                case SubmitStreamResponse.RefusedFieldNumber:
                    return (ordinal, (StatusCode)SubmitStreamResponse.Parser.ParseFrom(bytes).Refused.Code, default);
                default:
                    from.SkipLastField();
                    break;
            }
        }

        return (ordinal, StatusCode.Unknown, default);
    }
}
