using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Client;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Protos.V1;

namespace Triage.Cli.Registry;

internal static class DownloadCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var version = RegistryOptions.Version();
        var directory = new Option<string>("--out") { Description = "Where the package is written; it must be empty or not there", HelpName = "DIR", Required = true };
        var caller = new RegistryCaller();
        var json = GlobalOptions.Json();
        var command = new Command("download", "Take a version's files away, as they were registered") { version, directory, json };
        caller.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            using var client = await caller.ConnectAsync(parsed, global, time, TokenRoles.Auditor, cancellationToken);
            var into = Path.GetFullPath(parsed.GetRequiredValue(directory));
            var files = await FetchAsync(client, parsed.GetRequiredValue(version), into, cancellationToken);
            screen.Line($"{files} files in {into}, each with the SHA-256 that the manifest says.");
            await output.WriteAsync(new { Version = parsed.GetRequiredValue(version), Directory = into, Files = files }, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <returns>How many files came.</returns>
    internal static async Task<int> FetchAsync(TriageClient client, string version, string into, CancellationToken cancellationToken)
    {
        if (Directory.Exists(into) ? Directory.EnumerateFileSystemEntries(into).Any() : File.Exists(into))
        {
            throw new CliException(ExitCode.Failed, $"{into} is not empty. Name a directory that is empty or not there: a package has no other files.");
        }

        using var call = client.Registry.DownloadModel(new() { Version = version }, cancellationToken: cancellationToken);
        FileStream? file = null;
        var files = 0;
        try
        {
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                var part = call.ResponseStream.Current;
                if (part.PartCase == DownloadModelResponse.PartOneofCase.File)
                {
                    await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
                    PackageLimits.CheckName(part.File.Name); // whatever answers, nothing is written elsewhere
                    Directory.CreateDirectory(into);
                    file = new FileStream(Path.Combine(into, part.File.Name), FileMode.CreateNew);
                    files++;
                }
                else if (file is not null)
                {
                    await file.WriteAsync(part.Chunk.Memory, cancellationToken);
                }
            }

            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
            file = null;
            _ = PackageContents.BeforeSigning(new DirectoryPackage(into)); // every hash
            return files;
        }
        catch (ModelPackageException broken)
        {
            throw new CliException(ExitCode.Failed, $"What came is not the package that its manifest describes: {broken.Message} Remove {into} and fetch it again.");
        }
        finally
        {
            await (file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
