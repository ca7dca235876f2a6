using Google.Protobuf;
using Grpc.Core;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Registry;

/// <summary>Puts a streamed package together, within its limits. What its files are is looked at when all are there.</summary>
internal static class PackageUpload
{
    /// <summary>An upload that trickles must not keep its place for ever.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(10);

    public static async Task<(Proto.RegisterModelHeader Header, IReadOnlyDictionary<string, byte[]> Files)> ReadAsync(
        IAsyncStreamReader<Proto.RegisterModelRequest> parts, int bytesMax, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(TimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await ReadAsync(parts, bytesMax, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw LimitErrors.TooFast("packages", $"The package did not arrive within {TimeMax.TotalMinutes:F0} minutes", null);
        }
    }

    private static async Task<(Proto.RegisterModelHeader Header, IReadOnlyDictionary<string, byte[]> Files)> ReadAsync(
        IAsyncStreamReader<Proto.RegisterModelRequest> parts, int bytesMax, CancellationToken cancellationToken)
    {
        Proto.RegisterModelHeader? header = null;
        var files = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        MemoryStream? file = null;
        long bytes = 0;
        while (await parts.MoveNext(cancellationToken))
        {
            switch (parts.Current.PartCase)
            {
                case Proto.RegisterModelRequest.PartOneofCase.Header when header is null:
                    header = parts.Current.Header;
                    break;
                case Proto.RegisterModelRequest.PartOneofCase.File when header is not null:
                    file = Begin(files, parts.Current.File.Name);
                    break;
                case Proto.RegisterModelRequest.PartOneofCase.Chunk when file is not null:
                    file.Write(Counted(parts.Current.Chunk, ref bytes, bytesMax));
                    break;
                default:
                    throw OutOfOrder(header is null, file is null);
            }
        }

        return (header ?? throw OutOfOrder(true, true), files.ToDictionary(read => read.Key, read => read.Value.ToArray(), StringComparer.Ordinal));
    }

    private static MemoryStream Begin(Dictionary<string, MemoryStream> files, string name)
    {
        // Further names are no package's, whatever they hold.
        if (files.Count > PackageLimits.FilesMax || name.Length > PackageLimits.NameCharsMax || !files.TryAdd(name, new MemoryStream()))
        {
            throw Refusal("file.name", $"must be given once for each file, of at most {PackageLimits.NameCharsMax} characters, for at most {PackageLimits.FilesMax} files");
        }

        return files[name];
    }

    private static ReadOnlySpan<byte> Counted(ByteString chunk, ref long bytes, int bytesMax)
    {
        bytes += chunk.Length;
        return bytes <= bytesMax ? chunk.Span : throw LimitErrors.TooLarge("Registry:PackageBytesMax", "The package is larger than what is registered");
    }

    private static RpcException OutOfOrder(bool hasNoHeader, bool hasNoFile) => hasNoHeader ? Refusal("header", "must be the first message")
        : hasNoFile ? Refusal("file", "must come before its first chunk")
        : Refusal("chunk", "or the next file must be every message after the first file");

    private static RpcException Refusal(string field, string rule)
    {
        var violations = new Violations();
        violations.Add(field, rule);
        return violations.Refusal ?? throw new InvalidOperationException("A violation was added.");
    }
}
