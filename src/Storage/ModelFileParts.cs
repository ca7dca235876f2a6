namespace Triage.Storage;

/// <summary>How a package's file is cut into rows. Never changed: what is stored under a hash would be cut in two ways.</summary>
internal static class ModelFileParts
{
    public const int Bytes = 1024 * 1024;

    /// <summary>Also of an empty content, so that it is there.</summary>
    public static int CountOf(long contentBytes) => (int)Math.Max(1, (contentBytes + Bytes - 1) / Bytes);

    public static byte[] Of(ReadOnlyMemory<byte> content, int part) => content[(part * Bytes)..Math.Min(content.Length, (part + 1) * Bytes)].ToArray();
}
