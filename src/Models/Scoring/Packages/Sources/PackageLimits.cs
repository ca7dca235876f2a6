using System.Globalization;

namespace Triage.Models.Scoring.Packages.Sources;

/// <summary>What a package may hold, whatever it is read from: plain files with plain names, few and not too large.</summary>
public static class PackageLimits
{
    public const int FilesMax = 32;
    public const int NameCharsMax = 100;
    public const long FileBytesMax = 512L * 1024 * 1024;
    public const long PackageBytesMax = 1024L * 1024 * 1024;

    /// <exception cref="ModelPackageException"/>
    public static void Check(IReadOnlyList<PackageEntry> entries)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, bytes) in entries)
        {
            CheckName(name);
            if (!names.TryAdd(name, name))
            {
                // Where case is not told apart, one would be checked and the other read.
                throw new ModelPackageException(name, names[name] == name ? "is there twice" : $"differs from {names[name]} by case alone");
            }

            if (bytes is < 0 or > FileBytesMax)
            {
                throw new ModelPackageException(name, string.Create(CultureInfo.InvariantCulture, $"has {bytes:#,0} bytes; a file of a package has at most {FileBytesMax:#,0}"));
            }
        }

        CheckCount(entries.Count);
        if (entries.Sum(entry => entry.Bytes) is var all && all > PackageBytesMax)
        {
            throw new ModelPackageException("The package", string.Create(CultureInfo.InvariantCulture, $"has {all:#,0} bytes; one has at most {PackageBytesMax:#,0}"));
        }
    }

    /// <exception cref="ModelPackageException"/>
    public static void CheckCount(int files)
    {
        if (files > FilesMax)
        {
            throw new ModelPackageException("The package", $"has more than {FilesMax} files");
        }
    }

    /// <exception cref="ModelPackageException"/>
    public static void CheckName(string name)
    {
        if (!IsPlain(name))
        {
            throw new ModelPackageException($"'{Shown(name)}'", $"is no name of a package's file: at most {NameCharsMax} of a-z, A-Z, 0-9, '.', '_' and '-', a letter or digit first, no folder and no '..'");
        }
    }

    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= NameCharsMax && char.IsAsciiLetterOrDigit(name[0]) && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-') && !name.Contains("..", StringComparison.Ordinal);

    // A name may hold what moves a terminal's cursor.
    private static string Shown(string name) => string.Concat(name.Take(NameCharsMax).Select(one => char.IsControl(one) ? '?' : one));
}
