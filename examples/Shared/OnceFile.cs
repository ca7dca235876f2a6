using System.Text;
using System.Text.Json;

namespace Triage.Examples;

/// <summary>
/// Effects that happen once, each under a key: a line of JSON, on disk before it counts. In your host this is a table
/// with a unique key, or the ERP's own: most refuse a second document under the same external reference.
/// </summary>
internal sealed class OnceFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly Dictionary<string, Effect> _done = new(StringComparer.Ordinal);

    public OnceFile(string path)
    {
        // Others may read it; a second host would do everything again beside this one.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        using var reader = new StreamReader(_file, Encoding.UTF8, leaveOpen: true);
        var text = reader.ReadToEnd();

        // A crash may have cut the last line: then it never happened.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var effect = JsonSerializer.Deserialize<Effect>(line)!; // every whole line is one
            _done.Add(effect.Key, effect);
        }

        _file.SetLength(Encoding.UTF8.GetByteCount(whole));
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>What was done under the key: now, or when it was seen first.</summary>
    public Effect Do(string key, string what)
    {
        lock (_lock)
        {
            if (_done.TryGetValue(key, out var before))
            {
                return before;
            }

            var effect = new Effect(key, what, DateTime.UtcNow);
            _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(effect) + "\n"));
            _file.Flush(flushToDisk: true);
            _done.Add(key, effect);
            return effect;
        }
    }

    public void Dispose() => _file.Dispose();
}
