using System.Globalization;

namespace Triage.TestKit.Postgres;

/// <summary>Where the machine has PostgreSQL's programs.</summary>
public static class PostgresBinaries
{
    public const string Absent = "PostgreSQL is not installed on this machine; ./triage test as root installs it (package postgresql).";

    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary><c>null</c> where there is none. Debian keeps them beside each other by version; the newest is taken.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var versions = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        return versions
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")));
    }
}
