using System.Collections.Immutable;
using System.Security.Cryptography;
using Triage.Models.Features;
using Triage.Models.Features.Coding;
using Triage.Models.Features.Profiles;
using Triage.Models.Intake;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;

namespace Triage.Models.Scoring.Packages;

/// <summary>
/// From files to models that can be trusted to be what was trained. <see cref="PackageContents"/> says that they are these bytes; codecs that
/// know no code say that they are sound, and golden cases that they score here as they did there. A model that does not fit this program
/// leaves the others in service; bytes that nobody signed take all out.
/// </summary>
public static class ModelPackageReader
{
    private const long HistoryBytesMax = 2_000_000_000;
    private const int MismatchesShown = 3;

    /// <exception cref="ModelPackageException">The package or its history cannot be trusted.</exception>
    public static ModelPackage Read(IPackageSource source, TrustList trusted, Action<ModelPackageException> onBroken)
    {
        var (contents, signedBy) = PackageContents.Verify(source, trusted);
        return Read(contents, signedBy, onBroken) with { Reference = ReferenceIfSound(contents, onBroken) };
    }

    /// <summary>To tell what it said, not to serve with it: its key may have been revoked since.</summary>
    /// <exception cref="ModelPackageException">Which file is not what was signed.</exception>
    public static ModelPackage ReadKept(IPackageSource source, TrustList trusted, bool withHistory)
    {
        var (contents, signedBy) = PackageContents.VerifyOnceTrusted(source, trusted);
        // What was said rests on no reference.
        return Read(contents, signedBy, broken => throw broken, withHistory) with { Reference = ReferenceIfSound(contents, _ => { }) };
    }

    private static ModelPackage Read(PackageContents contents, TrustedKey signedBy, Action<ModelPackageException> onBroken, bool withHistory = true)
    {
        var scorers = Scorers(contents, onBroken);
        var (history, sha256) = withHistory ? History(contents) : ([], []);
        return new(contents.Manifest, signedBy, scorers, history, sha256);
    }

    /// <summary>All but its history, which is most of it; one broken model is enough to refuse it.</summary>
    /// <exception cref="ModelPackageException">Which file, and why not.</exception>
    public static ModelPackage ReadModels(IPackageSource source, TrustList trusted)
    {
        var (contents, signedBy) = PackageContents.Verify(source, trusted);
        return new(contents.Manifest, signedBy, Scorers(contents, broken => throw broken), [], []) { Reference = Reference(contents) };
    }

    /// <summary>Whether this program could serve every model of the package, and would score as was scored where it was trained. Its history is not unpacked, which is most of it.</summary>
    /// <exception cref="ModelPackageException">Which file, and why not.</exception>
    public static CheckedPackage CheckModels(IPackageSource source, TrustList trusted)
    {
        var (contents, signedBy) = PackageContents.Verify(source, trusted);
        CheckModels(contents);
        return new(contents, signedBy);
    }

    /// <exception cref="ModelPackageException">Which file, and why not.</exception>
    public static void CheckModels(PackageContents contents)
    {
        Scorers(contents, broken => throw broken);
        Reference(contents);
        var golden = Golden(contents);
        foreach (var file in contents.Manifest.Files.Where(file => ModelFileKinds.Models.Contains(file.Kind)))
        {
            if (golden.All(cases => cases.Model != file.Kind || cases.Cases.IsEmpty))
            {
                throw new ModelPackageException(file.Name, $"has no golden cases: without a file of kind {ModelFileKinds.Golden} nobody can tell whether it scores here as it did where it was trained. Train again with ./triage train");
            }
        }
    }

    private static ScorerSet Scorers(PackageContents contents, Action<ModelPackageException> onBroken)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        var golden = Golden(contents);
        var duplicate = Model(ModelFileKinds.Duplicate, (bytes, beside) => DuplicateModelCodec.Decode(bytes, beside), model => model.CheckSchema(), GoldenModels.Of);
        var anomaly = Model(ModelFileKinds.Anomaly, (bytes, beside) => AnomalyModelCodec.Decode(bytes, beside), model => model.CheckSchema(), GoldenModels.Of);
        var scorer = anomaly is var (model, stamp) ? (new AnomalyScorer(model), stamp) : ((AnomalyScorer, ModelStamp)?)null;
        var (coding, costCentre, serviceCode) = (Coding(CodeField.AccountCode), Coding(CodeField.CostCentre), Coding(CodeField.ServiceCode));
        return new()
        {
            Version = contents.Manifest.Version,
            Duplicate = duplicate,
            Anomaly = scorer,
            Coding = coding,
            CostCentre = costCentre,
            ServiceCode = serviceCode,
            Missing = missing.DrainToImmutable(),
        };

        (CodingModel Model, ModelStamp Stamp)? Coding(CodeField field) => Model(ModelFileKinds.Of(field), (bytes, beside) => CodingModelCodec.Decode(bytes, beside), model => model.CheckSchema(), GoldenModels.Of);

        (T Model, ModelStamp Stamp)? Model<T>(string kind, Func<byte[], OnnxRowScorer?, T> decode, Action<T> check, Func<T, IGoldenModel> asked)
        {
            if (contents.Manifest.Files.FirstOrDefault(file => file.Kind == kind) is not { } file)
            {
                return null; // not every package has every model: what must score, the policy says
            }

            try
            {
                var bytes = contents[file];
                var beside = Beside(contents, kind);
                var model = Decode(file, bytes, read => decode(read, beside), check);
                Check(file, asked(model), golden);
                return (model, new ModelStamp(contents.Manifest.Version, [.. SHA256.HashData(bytes)]));
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
    }

    private static OnnxRowScorer? Beside(PackageContents contents, string kind)
    {
        if (contents.Manifest.Files.FirstOrDefault(file => file.Kind == ModelFileKinds.OnnxOf(kind)) is not { Onnx: { } contract } file)
        {
            return null;
        }

        try
        {
            return OnnxRowScorer.Load(contents[file], contract);
        }
        catch (UnsoundModelException unsound)
        {
            throw new ModelPackageException(file.Name, unsound.Message);
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
        catch (UnsoundModelException unsound)
        {
            throw new ModelPackageException(file.Name, unsound.Message);
        }
        catch (FeatureSchemaException other)
        {
            throw new ModelPackageException(file.Name, $"does not fit this program: {other.Message.TrimEnd('.')}; train again");
        }
    }

    private static ImmutableArray<GoldenCases> Golden(PackageContents contents) => Decoded(
        contents, ModelFileKinds.Golden, [], bytes => GoldenCasesCodec.Decode(bytes), "has no golden cases of a version that this program reads");

    private static void Check(ModelFile file, IGoldenModel model, ImmutableArray<GoldenCases> golden)
    {
        foreach (var cases in golden.Where(cases => cases.Model == file.Kind))
        {
            if (cases.Columns != model.Columns)
            {
                throw new ModelPackageException(file.Name, $"reads {model.Columns} features, and its golden cases have {cases.Columns}");
            }

            if (cases.Cases.Any(one => one.Rows.Length > model.RowsMax * model.Columns))
            {
                throw new ModelPackageException(file.Name, $"is asked of {model.RowsMax} rows at once at most, and a golden case has more");
            }

            if (Mismatches(file, model, cases) is { Length: > 0 } mismatches)
            {
                throw new ModelPackageException(file.Name, $"does not score on this machine as it did where it was trained: {string.Join("; ", mismatches.Select(mismatch => mismatch.ToString()))}");
            }
        }
    }

    private static GoldenMismatch[] Mismatches(ModelFile file, IGoldenModel model, GoldenCases cases)
    {
        try
        {
            return [.. cases.Check(model).Take(MismatchesShown)];
        }
        catch (UnsoundModelException unsound)
        {
            throw new ModelPackageException(file.Name, unsound.Message);
        }
    }

    private static (IReadOnlyList<Invoice> Invoices, ImmutableArray<byte> Sha256) History(PackageContents contents) => Decoded<(IReadOnlyList<Invoice>, ImmutableArray<byte>)>(
        contents, ModelFileKinds.History, ([], []), bytes => (HistoryCodec.Decode(bytes, HistoryBytesMax), [.. SHA256.HashData(bytes)]), "is no history of a version that this program reads");

    /// <summary>A reference that cannot be read takes no model out of service.</summary>
    private static DriftReference? ReferenceIfSound(PackageContents contents, Action<ModelPackageException> onBroken)
    {
        try
        {
            return Reference(contents);
        }
        catch (ModelPackageException broken)
        {
            onBroken(broken);
            return null;
        }
    }

    private static DriftReference? Reference(PackageContents contents) => Decoded(
        contents, ModelFileKinds.Reference, null, bytes => DriftReferenceCodec.Decode(bytes), "is no reference of the features that this program makes, so nothing can be held against it: train again");

    /// <param name="none">Where the package has no file of the kind.</param>
    /// <param name="problem">Of one that cannot be read.</param>
    private static T Decoded<T>(PackageContents contents, string kind, T none, Func<byte[], T> decode, string problem)
    {
        if (contents.Manifest.Files.FirstOrDefault(file => file.Kind == kind) is not { } file)
        {
            return none;
        }

        try
        {
            return decode(contents[file]);
        }
        catch (PayloadDamagedException)
        {
            throw new ModelPackageException(file.Name, problem);
        }
    }
}
