using System.CommandLine;
using Triage.Cli.Output;
using Triage.Cli.Tokens;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Cli.Registry;

internal static class RegisterCommand
{
    public static Command Create(GlobalOptions global, TimeProvider time)
    {
        var package = new Argument<string>("DIR|ZIP") { Description = "A model package, as ./triage train writes it" };
        var reason = RegistryOptions.Reason(isRequired: false);
        var caller = new RegistryCaller();
        var json = GlobalOptions.Json();
        var command = new Command("register", "Bring a package; nothing is in force because of it") { package, reason, json };
        caller.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = new JsonOutput(parsed.GetValue(json));
            var screen = new Screen(output.TakesStandardOutput);
            var files = Read(parsed.GetRequiredValue(package));
            using var client = await caller.ConnectAsync(parsed, global, time, TokenRoles.DataScientist, cancellationToken);
            var response = await new PackageUpload(files, parsed.GetValue(reason) ?? "").SendAsync(client, screen, time, cancellationToken);
            var report = ActionReport.Of(response);
            screen.Line(report.Outcome == "UNCHANGED"
                ? $"Nothing changed: version {report.Action?.Version} is registered with these very bytes."
                : $"Registered: version {report.Action?.Version}. Nothing is in force because of it: ./triage registry shadow {report.Action?.Version}, and then another person promotes it.");
            await output.WriteAsync(report, cancellationToken);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Held against its own manifest first: what is damaged here need not be sent.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return Read(new DirectoryPackage(path));
            }

            if (!File.Exists(path))
            {
                throw new CliException(ExitCode.Failed, $"There is no directory or file {Path.GetFullPath(path)}. Check the path.");
            }

            using var zip = new ZipPackage(File.ReadAllBytes(path));
            return Read(zip);
        }
        catch (ModelPackageException broken)
        {
            throw new CliException(ExitCode.Failed, $"The package is refused, and nothing was sent: {broken.Message}");
        }
    }

    private static Dictionary<string, byte[]> Read(IPackageSource source)
    {
        _ = PackageContents.BeforeSigning(source);
        return source.Entries().ToDictionary(entry => entry.Name, source.Read, StringComparer.Ordinal);
    }
}
