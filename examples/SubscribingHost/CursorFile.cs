namespace Triage.Examples.SubscribingHost;

/// <summary>Where this host is in the feed. Whole at any moment: written aside, forced to disk, moved into place.</summary>
internal sealed class CursorFile(string path)
{
    /// <summary>Empty: from the beginning.</summary>
    public string Read() => File.Exists(path) ? File.ReadAllText(path) : "";

    public void Write(string cursor)
    {
        var aside = path + ".new";
        using (var file = new FileStream(aside, FileMode.Create))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(cursor));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }
}
