using System.Buffers;
using Grpc.Core;
using Triage.Cli.Bench.Plan;

namespace Triage.Load.Calls;

/// <summary>The contract's methods over bytes: on shared cores, what the generator encodes and decodes is taken from the service.</summary>
internal static class RawMethods
{
    private static readonly Marshaller<byte[]> Sent = Marshallers.Create<byte[]>(
        (bytes, context) =>
        {
            context.SetPayloadLength(bytes.Length);
            context.GetBufferWriter().Write(bytes);
            context.Complete();
        },
        context => context.PayloadAsNewBuffer());

    private static readonly Marshaller<Answer> Kept = Marshallers.Create<Answer>((_, _) => throw new NotSupportedException(), context => Answer.Of(context.PayloadAsNewBuffer()));
    private static readonly Marshaller<Answer> Dropped = Marshallers.Create<Answer>((_, _) => throw new NotSupportedException(), _ => Answer.Unread);

    public static readonly Method<byte[], Answer> SubmitStream = new(MethodType.DuplexStreaming, "triage.v1.IntakeService", "SubmitStream", Sent, Kept);

    /// <param name="call">A unary one.</param>
    /// <param name="kept">Whether the answer is looked at.</param>
    public static Method<byte[], Answer> Of(LoadCall call, bool kept)
    {
        var (service, name) = call switch
        {
            LoadCall.Empty => ("triage.bench.v1.BareService", "Empty"),
            LoadCall.Append => ("triage.bench.v1.BareService", "Append"),
            LoadCall.Submit => ("triage.v1.IntakeService", "Submit"),
            _ => throw new ArgumentOutOfRangeException(nameof(call)),
        };
        return new(MethodType.Unary, service, name, Sent, kept ? Kept : Dropped);
    }
}
