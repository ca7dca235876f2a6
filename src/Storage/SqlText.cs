namespace Triage.Storage;

/// <summary>The embedded .sql files: one statement a file, named for what it does.</summary>
public static class SqlText
{
    public static string Statement(string store, string name) => Read($"Triage.Storage.{store}.Statements.{name}.sql");

    /// <summary>Numbered migrations in order: 0001, 0002, …</summary>
    public static IReadOnlyList<(int Version, string Sql)> Migrations(string store)
    {
        var prefix = $"Triage.Storage.{store}.Migrations.";
        return [.. typeof(SqlText).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(prefix.Length, 4), System.Globalization.CultureInfo.InvariantCulture), Read(name)))];
    }

    private static string Read(string resource)
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
