using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Models.Scoring.Packages;

/// <summary>
/// A package whose every byte is accounted for: the manifest is signed, it lists each file that is there, and each has the size and the
/// SHA-256 that it says. Only then is one decoded. What was checked is what is kept, so nothing can be exchanged afterwards.
/// </summary>
public sealed class PackageContents
{
    private const int ShownCharsMax = 200;

    private readonly IReadOnlyDictionary<string, byte[]> _files;

    private PackageContents(byte[] manifestBytes, ModelManifest manifest, IReadOnlyDictionary<string, byte[]> files) => (ManifestBytes, Manifest, _files) = (manifestBytes, manifest, files);

    public ModelManifest Manifest { get; }

    /// <summary>As they were signed.</summary>
    public byte[] ManifestBytes { get; }

    /// <summary>As it came; empty before anybody signed.</summary>
    public byte[] SignatureBytes { get; private init; } = [];

    public byte[] this[ModelFile file] => _files[file.Name];

    /// <returns>And whose key vouches for it.</returns>
    /// <exception cref="ModelPackageException">Which file, and why it is not trusted.</exception>
    public static (PackageContents Contents, TrustedKey SignedBy) Verify(IPackageSource source, TrustList trusted) => Verify(source, (manifest, signature) => PackageSignature.Verify(manifest, signature, trusted));

    /// <summary>The same of a package that was trusted once; its key may have been revoked since.</summary>
    /// <exception cref="ModelPackageException">Which file, and why it is not what was signed.</exception>
    public static (PackageContents Contents, TrustedKey SignedBy) VerifyOnceTrusted(IPackageSource source, TrustList trusted) =>
        Verify(source, (manifest, signature) => PackageSignature.VerifyOnceTrusted(manifest, signature, trusted));

    private static (PackageContents Contents, TrustedKey SignedBy) Verify(IPackageSource source, Func<byte[], byte[], TrustedKey> verify)
    {
        var entries = Entries(source);
        var manifest = ManifestOf(source, entries);
        if (!entries.TryGetValue(PackageSignature.FileName, out var signed))
        {
            throw Unsigned(manifest);
        }

        var signature = Bytes(source, signed, PackageSignature.BytesMax);
        var key = verify(manifest, signature); // before one byte more is read
        return (Checked(source, entries, manifest, signature), key);
    }

    /// <summary>For whoever is about to sign: all but the signature is checked.</summary>
    /// <exception cref="ModelPackageException">Which file, and why it should not be signed.</exception>
    public static PackageContents BeforeSigning(IPackageSource source)
    {
        var entries = Entries(source);
        return Checked(source, entries, ManifestOf(source, entries), []);
    }

    private static Dictionary<string, PackageEntry> Entries(IPackageSource source)
    {
        var entries = source.Entries();
        PackageLimits.Check(entries);
        return entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    private static byte[] ManifestOf(IPackageSource source, Dictionary<string, PackageEntry> entries) =>
        entries.TryGetValue(ModelManifest.FileName, out var entry) ? Bytes(source, entry, ModelManifest.BytesMax) : throw new ModelPackageException(ModelManifest.FileName, "is missing");

    private static byte[] Bytes(IPackageSource source, PackageEntry entry, int most) =>
        entry.Bytes <= most ? source.Read(entry) : throw new ModelPackageException(entry.Name, $"has {entry.Bytes} bytes; it has at most {most}");

    private static ModelPackageException Unsigned(byte[] manifest)
    {
        try
        {
            ModelManifest.RefuseOtherFormat(manifest);
        }
        catch (JsonException)
        {
            // Whatever it is, nobody signed it.
        }

        return new(PackageSignature.FileName, "is missing: sign it with ./triage keys sign DIR");
    }

    private static PackageContents Checked(IPackageSource source, Dictionary<string, PackageEntry> entries, byte[] manifestBytes, byte[] signature)
    {
        var manifest = ModelManifest.Parse(manifestBytes);
        CheckList(manifest.Files);
        var listed = manifest.Files.Select(file => file.Name).ToImmutableHashSet(StringComparer.Ordinal);
        foreach (var extra in entries.Keys.Where(name => name is not (ModelManifest.FileName or PackageSignature.FileName) && !listed.Contains(name)).Order(StringComparer.Ordinal))
        {
            throw new ModelPackageException(extra, "is not listed in the manifest: a package has no other file");
        }

        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            files.Add(file.Name, Read(source, entries, file));
        }

        foreach (var (name, bytes) in files)
        {
            RefuseForeign(name, bytes);
        }

        return new(manifestBytes, manifest, files) { SignatureBytes = signature };
    }

    private static byte[] Read(IPackageSource source, Dictionary<string, PackageEntry> entries, ModelFile file)
    {
        if (!entries.TryGetValue(file.Name, out var entry))
        {
            throw new ModelPackageException(file.Name, "is missing");
        }

        var bytes = entry.Bytes == file.Bytes ? source.Read(entry) : [];
        return bytes.Length == file.Bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new ModelPackageException(file.Name, "is not the file that the manifest describes: its size or its SHA-256 differs");
    }

    private static void RefuseForeign(string name, byte[] bytes)
    {
        if (MlNetModelFile.AssembliesIn(bytes) is not { } assemblies)
        {
            return;
        }

        var foreign = assemblies.Where(assembly => !MlNetModelFile.IsAllowed(assembly)).ToArray();
        throw new ModelPackageException(
            name,
            $"is a model file of ML.NET{(foreign.Length > 0 ? $" that would have its loader load and run the assembly {string.Join(" and ", foreign.Select(Shown))}, which is none of Microsoft.ML.*" : "")}. "
            + "No such file is loaded here: train with ./triage train, whose models are numbers alone, or bring ONNX");
    }

    private static string Shown(string assembly) => string.Concat(assembly.Take(ShownCharsMax).Select(one => char.IsControl(one) ? '?' : one));

    private static void CheckList(ImmutableArray<ModelFile> files)
    {
        foreach (var file in files)
        {
            if (!PackageLimits.IsPlain(file.Name) || file.Name is ModelManifest.FileName or PackageSignature.FileName || !ModelFileKinds.All.Contains(file.Kind) || file.Bytes is < 0 or > PackageLimits.FileBytesMax)
            {
                throw new ModelPackageException(ModelManifest.FileName, $"lists a file that no package may have: '{file.Name}', {file.Kind}");
            }
        }

        foreach (var file in files)
        {
            var model = ModelFileKinds.Models.FirstOrDefault(model => ModelFileKinds.OnnxOf(model) == file.Kind);
            if ((model is null) != (file.Onnx is null) || (model is not null && files.All(other => other.Kind != model)))
            {
                throw new ModelPackageException(ModelManifest.FileName, $"lists {file.Name} as {file.Kind}: an ONNX file, and no other, has what it reads and gives under 'onnx', and the model whose rows it scores beside it");
            }
        }

        if (files.Select(file => file.Kind).Distinct(StringComparer.Ordinal).Count() != files.Length || files.Select(file => file.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() != files.Length)
        {
            throw new ModelPackageException(ModelManifest.FileName, "lists a file or a kind twice");
        }
    }
}
