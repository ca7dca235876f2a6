using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;

namespace Triage.Models.Scoring.Packages;

/// <summary>
/// From a directory of files to models that can be trusted to be what was trained: every file is listed, has the size and the
/// SHA-256 that the manifest says, and is read by a codec that knows no code. One broken model leaves the others in service.
/// </summary>
public static class ModelPackageReader
{
    private const long FileBytesMax = 512L * 1024 * 1024;
    private const long HistoryBytesMax = 2_000_000_000;

    /// <param name="open">The bytes of a file by its name; <c>null</c> where there is none.</param>
    /// <exception cref="ModelPackageException">The manifest or the history cannot be trusted, or no model can.</exception>
    public static ModelPackage Read(Func<string, byte[]?> open, Action<ModelPackageException> onBroken)
    {
        var manifest = Manifest(open);
        var scorers = Scorers(manifest, open, onBroken);
        var (history, sha256) = History(manifest, open);
        return new(manifest, scorers, history, sha256);
    }

    /// <summary>Whether this program could serve every model of the package, without its history, which is most of it.</summary>
    /// <exception cref="ModelPackageException">Which file, and why not.</exception>
    public static ModelManifest CheckModels(Func<string, byte[]?> open)
    {
        var manifest = Manifest(open);
        Scorers(manifest, open, broken => throw broken);
        return manifest;
    }

    private static ModelManifest Manifest(Func<string, byte[]?> open)
    {
        var manifest = ModelManifest.Parse(open(ModelManifest.FileName) ?? throw new ModelPackageException(ModelManifest.FileName, "is missing"));
        Check(manifest.Files);
        return manifest;
    }

    private static ScorerSet Scorers(ModelManifest manifest, Func<string, byte[]?> open, Action<ModelPackageException> onBroken)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        var duplicate = Model(manifest, ModelFileKinds.Duplicate, open, onBroken, missing, bytes => DuplicateModelCodec.Decode(bytes), model => model.CheckSchema());
        var anomaly = Model(manifest, ModelFileKinds.Anomaly, open, onBroken, missing, bytes => AnomalyModelCodec.Decode(bytes), model => model.CheckSchema());
        var scorer = anomaly is var (model, stamp) ? (new AnomalyScorer(model), stamp) : ((AnomalyScorer, ModelStamp)?)null;
        var (coding, costCentre, serviceCode) = (Coding(CodeField.AccountCode), Coding(CodeField.CostCentre), Coding(CodeField.ServiceCode));
        return new()
        {
            Version = manifest.Version,
            Duplicate = duplicate,
            Anomaly = scorer,
            Coding = coding,
            CostCentre = costCentre,
            ServiceCode = serviceCode,
            Missing = missing.DrainToImmutable(),
        };

        (CodingModel Model, ModelStamp Stamp)? Coding(CodeField field) => Model(manifest, ModelFileKinds.Of(field), open, onBroken, missing, bytes => CodingModelCodec.Decode(bytes), model => model.CheckSchema());
    }

    private static (T Model, ModelStamp Stamp)? Model<T>(
        ModelManifest manifest, string kind, Func<string, byte[]?> open, Action<ModelPackageException> onBroken, ImmutableArray<string>.Builder missing, Func<byte[], T> decode, Action<T> check)
    {
        if (manifest.Files.FirstOrDefault(file => file.Kind == kind) is not { } file)
        {
            return null; // not every package has every model: what must score, the policy says
        }

        try
        {
            var bytes = Bytes(file, open);
            return (Decode(file, bytes, decode, check), new ModelStamp(manifest.Version, [.. SHA256.HashData(bytes)]));
        }
        catch (ModelPackageException broken)
        {
            onBroken(broken);
            if (ModelFileKinds.Scorers.Contains(kind))
            {
                missing.Add(kind); // no verdict rests on the others: health and log say that one is broken
            }

            return null;
        }
    }

    private static T Decode<T>(ModelFile file, byte[] bytes, Func<byte[], T> decode, Action<T> check)
    {
        try
        {
            var model = decode(bytes);
            check(model);
            return model;
        }
        catch (PayloadDamagedException)
        {
            throw new ModelPackageException(file.Name, $"is no {file.Kind} model of a version that this program reads");
        }
        catch (FeatureSchemaException other)
        {
            throw new ModelPackageException(file.Name, $"does not fit this program: {other.Message.TrimEnd('.')}; train again");
        }
    }

    private static (IReadOnlyList<Invoice> Invoices, ImmutableArray<byte> Sha256) History(ModelManifest manifest, Func<string, byte[]?> open)
    {
        if (manifest.Files.FirstOrDefault(file => file.Kind == ModelFileKinds.History) is not { } file)
        {
            return ([], []);
        }

        var bytes = Bytes(file, open);
        try
        {
            return (HistoryCodec.Decode(bytes, HistoryBytesMax), [.. SHA256.HashData(bytes)]);
        }
        catch (PayloadDamagedException)
        {
            throw new ModelPackageException(file.Name, "is no history of a version that this program reads");
        }
    }

    private static byte[] Bytes(ModelFile file, Func<string, byte[]?> open)
    {
        var bytes = open(file.Name) ?? throw new ModelPackageException(file.Name, "is missing");
        return bytes.Length == file.Bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new ModelPackageException(file.Name, "is not the file that the manifest describes: its size or its SHA-256 differs");
    }

    private static void Check(ImmutableArray<ModelFile> files)
    {
        foreach (var file in files)
        {
            if (file.Name is "" or "." or ".." || file.Name.AsSpan().ContainsAny('/', '\\') || !ModelFileKinds.All.Contains(file.Kind) || file.Bytes is < 0 or > FileBytesMax)
            {
                throw new ModelPackageException(ModelManifest.FileName, $"lists a file that no package may have: '{file.Name}', {file.Kind}");
            }
        }

        if (files.Select(file => file.Kind).Distinct(StringComparer.Ordinal).Count() != files.Length || files.Select(file => file.Name).Distinct(StringComparer.Ordinal).Count() != files.Length)
        {
            throw new ModelPackageException(ModelManifest.FileName, "lists a file or a kind twice");
        }
    }
}
