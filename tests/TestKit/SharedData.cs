namespace Triage.TestKit;

/// <summary>Real data that is no part of the repository: a folder shared/data somewhere above it, or nowhere.</summary>
public static class SharedData
{
    public const string Absent = "shared/data is not beside the repository; this test needs real data that the project does not own.";

    /// <returns><c>null</c> where it is absent.</returns>
    public static string? PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
