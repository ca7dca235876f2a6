namespace Triage.Storage.Tests;

public sealed class SqlTextTests
{
    [Fact]
    public void Statements_each_file_is_used()
    {
        var sources = string.Concat(Directory.GetFiles(Path.Combine(RepositoryRoot(), "src", "Storage"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var statements = typeof(SqlText).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Statements.", StringComparison.Ordinal)).Select(n => n.Split('.')[^2]).ToArray();
        Assert.NotEmpty(statements);
        Assert.All(statements, name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public void Migrations_numbers_have_no_gap(string store) =>
        Assert.Equal(Enumerable.Range(1, SqlText.Migrations(store).Count), SqlText.Migrations(store).Select(m => m.Version));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TriageCluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
