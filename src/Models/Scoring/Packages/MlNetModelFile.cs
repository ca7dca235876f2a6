using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Triage.Models.Scoring.Packages;

/// <summary>
/// What a model file of ML.NET would make its loader load: each part of it begins with a header that may name an assembly, which is then
/// loaded and run. Read here by hand, without that loader.
/// </summary>
public static class MlNetModelFile
{
    /// <summary>Assemblies whose loaders are ML.NET's own.</summary>
    private const string AllowedPrefix = "Microsoft.ML.";
    private const string AllowedName = "Microsoft.ML";

    private const int PartsMax = 1024;
    private const int BytesMax = 64 * 1024 * 1024;
    private const int HeaderBytes = 256;
    private const int NameOffsetAt = 0x90;
    private const int NameLengthAt = 0x98;
    private const int PartBytesMax = 4 * 1024 * 1024;
    private const int NameBytesMax = 2048;

    private static ReadOnlySpan<byte> Magic => "ML\0MODEL"u8;

    /// <returns>The assemblies that its parts name, in order and each once; <c>null</c>: the bytes are no such file.</returns>
    public static ImmutableArray<string>? AssembliesIn(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            return null;
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var names = new SortedSet<string>(StringComparer.Ordinal);
            var isOne = false;
            var left = BytesMax;
            foreach (var part in zip.Entries.Take(PartsMax))
            {
                var beginning = Beginning(part, Math.Min(left, PartBytesMax));
                left -= beginning.Length;
                isOne |= beginning.StartsWith(Magic);
                if (NameIn(beginning) is { } name)
                {
                    names.Add(name);
                }
            }

            return isOne ? [.. names] : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static bool IsAllowed(string assembly)
    {
        var name = assembly.Split(',')[0].Trim();
        return name == AllowedName || name.StartsWith(AllowedPrefix, StringComparison.Ordinal);
    }

    private static ReadOnlySpan<byte> Beginning(ZipArchiveEntry part, int most)
    {
        using var inside = part.Open();
        var read = new byte[Math.Clamp(part.Length, 0, most)];
        return read.AsSpan(0, inside.ReadAtLeast(read, read.Length, throwOnEndOfStream: false));
    }

    private static string? NameIn(ReadOnlySpan<byte> part)
    {
        if (part.Length < HeaderBytes || !part.StartsWith(Magic))
        {
            return null;
        }

        var (offset, length) = (BitConverter.ToInt64(part[NameOffsetAt..]), BitConverter.ToUInt32(part[NameLengthAt..]));
        return length is > 0 and <= NameBytesMax && offset >= HeaderBytes && offset <= part.Length - length ? Encoding.Unicode.GetString(part.Slice((int)offset, (int)length)) : null;
    }
}
