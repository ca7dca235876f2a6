using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Triage.Silo.Tests.Authorisation;

/// <summary>Makes one call and says what the caller learns of it.</summary>
internal sealed class Walk(CallInvoker calls)
{
    // Streams without an end show their target at once, or not at all.
    private static readonly TimeSpan LookMax = TimeSpan.FromSeconds(3);
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    public async Task<WalkAnswer> AskAsync(MethodDescriptor rpc, WalkCase asked, WalkTarget target, Metadata caller, CancellationToken cancellationToken)
    {
        var looked = false;
        try
        {
            await foreach (var answer in SendAsync(rpc, [asked.Ask(target).ToByteArray(), .. (asked.Then ?? []).Select(then => then.ToByteArray())], caller, cancellationToken))
            {
                if (RefusedIn(answer) is { Code: not 0 } refused)
                {
                    return WalkAnswer.Refused(refused);
                }

                looked = true;
                if (asked.Shows?.Invoke(answer, target) ?? true)
                {
                    return WalkAnswer.Allowed;
                }
            }

            return WalkAnswer.Filtered;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.DeadlineExceeded && looked)
        {
            return WalkAnswer.Filtered;
        }
        catch (RpcException refused)
        {
            return WalkAnswer.Refused(refused.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)refused.StatusCode, Message = refused.Status.Detail });
        }
    }

    private async IAsyncEnumerable<IMessage> SendAsync(MethodDescriptor rpc, byte[][] requests, Metadata caller, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var type = (rpc.IsClientStreaming, rpc.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        var options = new CallOptions(caller, type is MethodType.ServerStreaming ? DateTime.UtcNow + LookMax : DateTime.UtcNow.AddSeconds(30), cancellationToken);
        switch (type)
        {
            case MethodType.Unary:
                yield return Parse(await calls.AsyncUnaryCall(method, null, options, requests[0]));
                break;
            case MethodType.ServerStreaming:
                using (var open = calls.AsyncServerStreamingCall(method, null, options, requests[0]))
                {
                    await foreach (var answer in open.ResponseStream.ReadAllAsync(cancellationToken))
                    {
                        yield return Parse(answer);
                    }
                }

                break;
            case MethodType.ClientStreaming:
                using (var open = calls.AsyncClientStreamingCall(method, null, options))
                {
                    await WriteAsync(open.RequestStream, requests, cancellationToken);
                    yield return Parse(await open);
                }

                break;
            default:
                using (var open = calls.AsyncDuplexStreamingCall(method, null, options))
                {
                    await WriteAsync(open.RequestStream, requests, cancellationToken);
                    await foreach (var answer in open.ResponseStream.ReadAllAsync(cancellationToken))
                    {
                        yield return Parse(answer);
                    }
                }

                break;
        }

        IMessage Parse(byte[] answer) => rpc.OutputType.Parser.ParseFrom(answer);
    }

    /// <summary>A stream that was refused may be over before it is written to; its answer says why.</summary>
    private static async Task WriteAsync(IClientStreamWriter<byte[]> stream, byte[][] requests, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var request in requests)
            {
                await stream.WriteAsync(request, cancellationToken);
            }

            await stream.CompleteAsync();
        }
        catch (Exception over) when (over is RpcException or InvalidOperationException)
        {
            return;
        }
    }

    /// <summary>Items of a stream carry the status that a call would have ended with.</summary>
    private static Google.Rpc.Status? RefusedIn(IMessage answer) => answer.Descriptor.Fields.InDeclarationOrder()
        .Where(field => field.FieldType == FieldType.Message && !field.IsRepeated && field.MessageType.FullName == Google.Rpc.Status.Descriptor.FullName)
        .Select(field => field.Accessor.GetValue(answer) as Google.Rpc.Status).FirstOrDefault(status => status is not null);
}
