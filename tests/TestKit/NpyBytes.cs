using System.IO.Compression;
using System.Text;

namespace Triage.TestKit;

/// <summary>Arrays as NumPy writes them.</summary>
public static class NpyBytes
{
    public static byte[] Of(string kind, string shape, bool isByColumn, byte[] data, byte version = 1)
    {
        var text = $"{{'descr': '{kind}', 'fortran_order': {(isByColumn ? "True" : "False")}, 'shape': {shape}, }}";
        var lengthBytes = version == 1 ? 2 : 4;
        var padded = text.PadRight((6 + 2 + lengthBytes + text.Length + 1 + 63) / 64 * 64 - 6 - 2 - lengthBytes - 1) + "\n";
        var length = version == 1 ? BitConverter.GetBytes((ushort)padded.Length) : BitConverter.GetBytes((uint)padded.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(padded), .. data];
    }

    public static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static string Archive(string folder, string name, params (string Name, byte[] Bytes)[] arrays)
    {
        var path = Path.Combine(folder, name);
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (array, bytes) in arrays)
        {
            using var stream = archive.CreateEntry(array + ".npy").Open();
            stream.Write(bytes);
        }

        return path;
    }
}
