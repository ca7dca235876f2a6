namespace Triage.Clients;

/// <summary>The packages that the committed lock file names, under artifacts/, then the program.</summary>
internal static class NodeClient
{
    private const string LockFile = "package-lock.json";

    private static readonly SemaphoreSlim Installing = new(1);

    // What npm says when it reaches no registry.
    private static readonly string[] Offline = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH"];

    public static async Task<ClientReport> RunAsync(IReadOnlyDictionary<string, string> service, CancellationToken cancellationToken)
    {
        var node = Tool.Require("node", "nodejs");
        return ClientReport.Parse(await node.RunAsync([await InstallAsync("client.js", cancellationToken)], cancellationToken, service));
    }

    /// <returns>Where the program lies, beside its packages.</returns>
    public static async Task<string> InstallAsync(string program, CancellationToken cancellationToken)
    {
        var workshop = Tool.Workshop("node");
        await Installing.WaitAsync(cancellationToken);
        try
        {
            await InstallPackagesAsync(workshop, cancellationToken);
            File.Copy(Tool.Beside($"node/{program}"), Path.Combine(workshop, program), overwrite: true);
            return Path.Combine(workshop, program);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task InstallPackagesAsync(string workshop, CancellationToken cancellationToken)
    {
        var installed = Path.Combine(workshop, "node_modules", ".installed");
        var wanted = await File.ReadAllTextAsync(Tool.Beside($"node/{LockFile}"), cancellationToken);
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, cancellationToken) == wanted)
        {
            return;
        }

        var npm = Tool.Require("npm", "npm");
        File.Copy(Tool.Beside("node/package.json"), Path.Combine(workshop, "package.json"), overwrite: true);
        File.Copy(Tool.Beside($"node/{LockFile}"), Path.Combine(workshop, LockFile), overwrite: true);
        var (exitCode, output, errors) = await npm.TryAsync(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cancellationToken, folder: workshop);
        Assert.SkipWhen(exitCode != 0 && Offline.Any(code => errors.Contains(code, StringComparison.Ordinal)), "npm reaches no registry here, so the client's packages cannot be installed.");
        Assert.True(exitCode == 0, $"npm ci ended with {exitCode}.\n{errors}\n{output}");
        await File.WriteAllTextAsync(installed, wanted, cancellationToken);
    }
}
