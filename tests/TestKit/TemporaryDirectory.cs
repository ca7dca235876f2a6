namespace Triage.TestKit;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("triage-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
