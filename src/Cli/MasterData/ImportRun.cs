using Google.Protobuf;
using Grpc.Core;
using Triage.Cli.Output;
using Triage.Cli.Submit;
using Triage.Client;
using Triage.Protos.V1;
using Triage.Training.Ledgers;

namespace Triage.Cli.MasterData;

/// <summary>One file into force, or an earlier version; sent again when the service was not there, which changes nothing twice.</summary>
internal sealed record ImportRun(string Kind, string? File)
{
    private const int PartBytes = 256 * 1024;
    private const int TriesMax = 5;

    // Larger files are refused by any service: none may be told to take them.
    private const long FileBytesMax = 256 * 1024 * 1024;
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public bool DryRun { get; init; }

    public bool AllowRemovals { get; init; }

    public bool Wait { get; init; }

    /// <summary>The version to bring back; <c>null</c> for a file.</summary>
    public long? Restore { get; init; }

    private MasterDataKind ProtoKind => MasterDataKinds.Of(Kind);

    public async Task<ImportReport> RunAsync(TriageClientOptions options, Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = TriageClient.Connect(options);
        var file = File is null ? [] : await ReadAsync(File, cancellationToken);

        // What is in force before the first try: a retry then never undoes what somebody else imported in between.
        var expected = (await client.MasterData.GetMasterDataAsync(new(), cancellationToken: cancellationToken)).InForce.FirstOrDefault(version => version.Kind == ProtoKind)?.Version ?? 0;
        long sent = 0;
        var work = Restore is null
            ? AgainAsync(() => SendAsync(client, file, expected, bytes => Interlocked.Exchange(ref sent, bytes), time, cancellationToken), time, cancellationToken)
            : AgainAsync(() => RestoreAsync(client, expected, time, cancellationToken), time, cancellationToken);
        if (file.Length > PartBytes)
        {
            await screen.WatchAsync($"Sending {Kind}, bytes", () => WorkProgress.Of(Interlocked.Read(ref sent), file.Length), work, time);
        }

        var report = ImportReport.Of(Kind, File, await work);
        if (Wait && report.Version is { } version && !DryRun)
        {
            report = report with { Retriage = await WaitAsync(client, version, screen, time, cancellationToken) };
        }

        return report;
    }

    private async Task<ImportResponse> SendAsync(TriageClient client, byte[] file, long expected, Action<long> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        using var call = client.MasterData.ImportStream(deadline: Deadline(time), cancellationToken: cancellationToken);
        try
        {
            var header = new ImportHeader { Kind = ProtoKind, DryRun = DryRun, AllowRemovals = AllowRemovals, ExpectedVersion = expected };
            await call.RequestStream.WriteAsync(new ImportStreamRequest { Header = header }, cancellationToken);
            for (var at = 0; at < file.Length; at += PartBytes)
            {
                var part = UnsafeByteOperations.UnsafeWrap(file.AsMemory(at, Math.Min(PartBytes, file.Length - at)));
                await call.RequestStream.WriteAsync(new ImportStreamRequest { Chunk = part }, cancellationToken);
                progress(at + part.Length);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Refused before its end: the answer says why.
        }

        return await call;
    }

    private async Task<ImportResponse> RestoreAsync(TriageClient client, long expected, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = new RestoreMasterDataRequest { Kind = ProtoKind, Version = Restore ?? 0, DryRun = DryRun, ExpectedVersion = expected };
        return await client.MasterData.RestoreMasterDataAsync(request, deadline: Deadline(time), cancellationToken: cancellationToken);
    }

    private static async Task<ImportResponse> AgainAsync(Func<Task<ImportResponse>> send, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await send();
            }
            catch (RpcException refused) when (tries < TriesMax && refused.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(Backoff.After(tries), time, cancellationToken);
            }
        }
    }

    private async Task<RetriageReport> WaitAsync(TriageClient client, long version, Screen screen, TimeProvider time, CancellationToken cancellationToken)
    {
        var progress = new RetriageProgress();
        var work = LookAsync();
        await screen.WatchAsync("Looking at open invoices again", () => new WorkProgress(progress.Visited, null, 0), work, time);
        return RetriageReport.Of(progress);

        async Task LookAsync()
        {
            // A later version finishes what an earlier one began.
            while (await client.MasterData.ListMasterDataVersionsAsync(new() { Kind = ProtoKind, BeforeVersion = version + 1, PageSize = 1 }, cancellationToken: cancellationToken) is { } found)
            {
                progress = found.Versions.Single().Retriage;
                if (progress.Done)
                {
                    break;
                }

                await Task.Delay(LookEvery, time, cancellationToken);
            }
        }
    }

    private static DateTime Deadline(TimeProvider time) => (time.GetUtcNow() + AnswerMax).UtcDateTime;

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new CliException(ExitCode.Failed, $"There is no file {Path.GetFullPath(path)}. Check the path.");
        }

        await using var file = System.IO.File.OpenRead(path);
        await using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new WholeGzipStream(file) : file;
        using var whole = new MemoryStream();
        var part = new byte[PartBytes];
        try
        {
            for (int read; (read = await content.ReadAsync(part, cancellationToken)) > 0;)
            {
                if (whole.Length + read > FileBytesMax)
                {
                    throw new CliException(ExitCode.Failed, $"{path} is larger than {FileBytesMax / (1024 * 1024)} MB: no service takes it.");
                }

                whole.Write(part, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw new CliException(ExitCode.Failed, $"{path}: the packed data are damaged or end early. Fetch the file again.");
        }

        return whole.ToArray();
    }
}
