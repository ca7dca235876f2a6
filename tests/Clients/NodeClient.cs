namespace Triage.Clients;

/// <summary>The packages that the committed lock file names, under artifacts/, then the program.</summary>
internal static class NodeClient
{
    private const string LockFile = "package-lock.json";

    // What npm says when it reaches no registry.
    private static readonly string[] Offline = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH"];

    public static async Task<ClientReport> RunAsync(IReadOnlyDictionary<string, string> service, CancellationToken cancellationToken)
    {
        var node = Tool.Require("node", "nodejs");
        var workshop = Tool.Workshop("node");
        await InstallAsync(workshop, cancellationToken);
        File.Copy(Tool.Beside("node/client.js"), Path.Combine(workshop, "client.js"), overwrite: true);
        return ClientReport.Parse(await node.RunAsync([Path.Combine(workshop, "client.js")], cancellationToken, service));
    }

    private static async Task InstallAsync(string workshop, CancellationToken cancellationToken)
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
