using Triage.TestKit;

namespace Triage.Storage.Tests;

public sealed class OwnedDirectoryTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void Create_new_folders_are_their_owners_alone()
    {
        using var directory = new TemporaryDirectory();
        var data = Path.Combine(directory.Path, "above", "data");
        OwnedDirectory.Create(data + "/");
        Assert.Equal((OwnerOnly, OwnerOnly), (File.GetUnixFileMode(data), File.GetUnixFileMode(Path.GetDirectoryName(data)!))); // it has one above
    }

    [Fact]
    public void Create_folder_that_exists_stays_as_it_is()
    {
        using var directory = new TemporaryDirectory();
        var shared = Directory.CreateDirectory(Path.Combine(directory.Path, "shared"), OwnerOnly | UnixFileMode.GroupRead).FullName;
        var before = File.GetUnixFileMode(shared);
        OwnedDirectory.Create(shared);
        Assert.Equal(before, File.GetUnixFileMode(shared));
    }
}
