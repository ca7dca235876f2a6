using Grpc.Core;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.MasterData;

/// <summary>Puts a streamed file together, within its limits.</summary>
internal static class MasterDataUpload
{
    /// <summary>An upload that trickles must not keep its place for ever.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(2);

    public static async Task<(Proto.ImportHeader Header, ReadOnlyMemory<byte> File)> ReadAsync(
        IAsyncStreamReader<Proto.ImportStreamRequest> parts, int bytesMax, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(TimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await ReadAsync(parts, bytesMax, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw LimitErrors.TooFast("imports", $"The file did not arrive within {TimeMax.TotalMinutes:F0} minutes", null);
        }
    }

    private static async Task<(Proto.ImportHeader Header, ReadOnlyMemory<byte> File)> ReadAsync(
        IAsyncStreamReader<Proto.ImportStreamRequest> parts, int bytesMax, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        Proto.ImportHeader? header = null;
        using var file = new MemoryStream();
        while (await parts.MoveNext(cancellationToken))
        {
            switch (parts.Current.PartCase)
            {
                case Proto.ImportStreamRequest.PartOneofCase.Header when header is null:
                    header = parts.Current.Header;
                    break;
                case Proto.ImportStreamRequest.PartOneofCase.Chunk when header is not null:
                    Require(file.Length + parts.Current.Chunk.Length, bytesMax);
                    file.Write(parts.Current.Chunk.Span);
                    break;
                default:
                    violations.Add(header is null ? "header" : "chunk", header is null ? "must be the first message" : "must be every message after the header");
                    violations.ThrowIfAny();
                    break;
            }
        }

        if (header is null)
        {
            violations.Add("header", "must be given");
            violations.ThrowIfAny();
        }

        return (header ?? new(), file.GetBuffer().AsMemory(0, (int)file.Length));
    }

    public static void Require(long bytes, int bytesMax)
    {
        if (bytes > bytesMax)
        {
            throw LimitErrors.TooLarge("MasterData:FileBytesMax", "The file is larger than what is imported");
        }
    }
}
