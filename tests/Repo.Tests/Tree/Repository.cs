using System.Diagnostics;

namespace Triage.Repo.Tests.Tree;

/// <summary>The files of the repository, by their paths from its root.</summary>
internal static class Repository
{
    // What a build, a run or an editor leaves beside the sources; none of it is part of the repository.
    private static readonly string[] NotSources = ["artifacts", ".git", ".triage", "bin", "obj", ".vs", ".idea"];

    public static readonly string Root = FindRoot();

    /// <summary>With '/' between folders, in ordinal order.</summary>
    public static readonly IReadOnlyList<string> Files = [.. (Tracked() ?? Present()).Distinct().Order(StringComparer.Ordinal)];

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    public static bool HasFolder(string folder) => Files.Any(file => file.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal));

    public static IEnumerable<string> FilesUnder(params string[] folders) =>
        Files.Where(file => folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal)));

    /// <summary>What is written by hand: services and training, not their tests.</summary>
    public static IEnumerable<string> Sources => FilesUnder("src", "training").Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }

    /// <summary>What git knows or would add; <c>null</c> where the tree is a copy without git.</summary>
    private static IEnumerable<string>? Tracked()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!; // null only with UseShellExecute
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            // Deleted files stay known to git until the deletion is committed.
            return git.ExitCode == 0 && files.Length > 0 ? files.Where(file => File.Exists(PathOf(file))) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Present() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => NotSources.Contains(part)));
}
