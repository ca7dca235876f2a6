using Google.Protobuf;
using Grpc.Core;
using Triage.Cli.Output;
using Triage.Cli.Submit;
using Triage.Client;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

/// <summary>A package to the service; sent again when the service was not there, which changes nothing twice.</summary>
internal sealed class PackageUpload(IReadOnlyDictionary<string, byte[]> files, string reason)
{
    private const int PartBytes = 256 * 1024;
    private const int TriesMax = 5;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(15);
    private long _sent;

    public async Task<RegistryResponse> SendAsync(TriageClient client, Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var total = files.Values.Sum(file => (long)file.Length);
        var work = AgainAsync(client, time, cancellationToken);
        if (total > PartBytes)
        {
            await screen.WatchAsync("Sending the package, bytes", () => WorkProgress.Of(Interlocked.Read(ref _sent), total), work, time);
        }

        return await work;
    }

    private async Task<RegistryResponse> AgainAsync(TriageClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Interlocked.Exchange(ref _sent, 0);
                return await SendOnceAsync(client, time, cancellationToken);
            }
            catch (RpcException refused) when (tries < TriesMax && refused.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(Backoff.After(tries), time, cancellationToken);
            }
        }
    }

    private async Task<RegistryResponse> SendOnceAsync(TriageClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        using var call = client.Registry.RegisterModel(deadline: (time.GetUtcNow() + AnswerMax).UtcDateTime, cancellationToken: cancellationToken);
        try
        {
            await call.RequestStream.WriteAsync(new() { Header = new() { Reason = reason } }, cancellationToken);
            foreach (var (name, content) in files)
            {
                await call.RequestStream.WriteAsync(new() { File = new() { Name = name } }, cancellationToken);
                for (var at = 0; at < content.Length; at += PartBytes)
                {
                    var part = UnsafeByteOperations.UnsafeWrap(content.AsMemory(at, Math.Min(PartBytes, content.Length - at)));
                    await call.RequestStream.WriteAsync(new() { Chunk = part }, cancellationToken);
                    Interlocked.Add(ref _sent, part.Length);
                }
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Refused before its end: the answer says why.
        }

        return await call;
    }
}
