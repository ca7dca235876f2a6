using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Training.Packages;

namespace Triage.Training.Onnx;

/// <summary>
/// From a package and ONNX files to another package: its other models and its history, and in place of some models those that were brought,
/// with calibration, thresholds, golden cases and figures found anew on a ledger.
/// </summary>
public sealed class BroughtPackage(PackageContents based, ImmutableArray<BroughtModel> brought, PackageOptions options, Action<string> step)
{
    private readonly ImmutableArray<string> _kinds = [.. brought.Select(model => model.Model)];

    /// <exception cref="TrainingException">What is missing to calibrate or to judge, or a model says what it must not.</exception>
    public TrainedPackage Calibrate(IReadOnlyCollection<Invoice> ledger, int judgedFromDay, CancellationToken cancellationToken)
    {
        var scorers = brought.ToImmutableDictionary(model => model.Model, model => (IRowScorer)model.Scorer);
        try
        {
            return new PackageTraining(options with { Models = _kinds, Brought = scorers }, step).Train(ledger, judgedFromDay, cancellationToken);
        }
        catch (Exception failure) when (Unsound(failure) is { } unsound)
        {
            throw new TrainingException($"A model that was brought {unsound.Message}. Train it for what it is said to give, or name what it gives: --log-odds, --output.");
        }
    }

    /// <exception cref="TrainingException">The directory is taken.</exception>
    public ModelManifest Write(string directory, TrainedPackage trained, DateTimeOffset now, PackageSigner signer)
    {
        var kept = based.Manifest.Files.Where(IsKept).Select(file => (File: file, Bytes: based[file])).ToList();
        var golden = Golden().Where(cases => !_kinds.Contains(cases.Model)).ToList();
        foreach (var (kind, bytes, schema, asked) in ModelPackageWriter.Models(trained))
        {
            var model = brought.Single(model => model.Model == kind);
            kept.Add(ModelPackageWriter.File($"{kind}.model", kind, bytes, schema));
            var onnx = ModelPackageWriter.File($"{kind}.onnx", ModelFileKinds.OnnxOf(kind), model.Bytes, schema);
            kept.Add((onnx.File with { Onnx = model.Scorer.Contract }, onnx.Bytes));
            golden.AddRange(trained.Questions.Where(questions => questions.Model == kind).Select(questions => GoldenCases.Of(kind, asked, questions.Cases)));
        }

        kept.Add(ModelPackageWriter.File("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode(golden)));
        if (Reference(trained) is { } reference)
        {
            kept.Add(ModelPackageWriter.File(reference));
        }

        var manifest = Manifest(trained, [.. kept.Select(file => file.File)], now);
        ModelPackageWriter.Write(directory, kept, manifest, signer);
        return manifest;
    }

    /// <summary>Of those that were brought, found on the ledger that they were calibrated on; of the others, as it was: by now they have learned from every bill.</summary>
    private DriftReference? Reference(TrainedPackage trained)
    {
        if (trained.Reference is not { } found || based.Manifest.Files.FirstOrDefault(file => file.Kind == ModelFileKinds.Reference) is not { } before)
        {
            return trained.Reference;
        }

        return found with { Models = [.. DriftReferenceCodec.Decode(based[before]).Models.Where(model => !_kinds.Contains(model.Model)), .. found.Models] };
    }

    /// <summary>What is neither of a model that was replaced nor says how good it was.</summary>
    private bool IsKept(ModelFile file) =>
        file.Kind is not (ModelFileKinds.Golden or ModelFileKinds.Report or ModelFileKinds.Reference) && !_kinds.Any(kind => file.Kind == kind || file.Kind == ModelFileKinds.OnnxOf(kind));

    private ImmutableArray<GoldenCases> Golden() => based.Manifest.Files.FirstOrDefault(file => file.Kind == ModelFileKinds.Golden) is { } file ? GoldenCasesCodec.Decode(based[file]) : [];

    private ModelManifest Manifest(TrainedPackage trained, ImmutableArray<ModelFile> files, DateTimeOffset now) => based.Manifest with
    {
        Version = ModelPackageWriter.Version(now, files),
        TrainedAt = now,
        TrainedBy = options.TrainedBy,
        Trainer = string.Join("; ", [.. brought.Select(model => $"{model.Model}: {Words(model.Scorer.Producer)} as ONNX"), based.Manifest.Trainer]),
        CodeVersion = ModelPackageWriter.CodeVersion,
        Files = files,
        Metrics = based.Manifest.Metrics.RemoveRange(_kinds).AddRange(PackageMetrics.Of(trained)),
        Notes = PackageNotes.Of(trained, based.Manifest.Notes),
        Segments = [.. based.Manifest.Segments.Where(segment => !_kinds.Contains(segment.Model)), .. PackageSegments.Of(trained)],
        Calibration = [.. based.Manifest.Calibration.Where(calibration => !_kinds.Contains(calibration.Model)), .. PackageCalibration.Of(trained)],
        BasedOn = based.Manifest.Version,
        CalibratedOn = ModelPackageWriter.Data(trained.Ledger, options.Source),
    };

    // A file says of its maker what it likes.
    private static string Words(string producer)
    {
        var plain = string.Concat(producer.Where(one => !char.IsControl(one)).Take(40)).Trim();
        return plain.Length > 0 ? plain : "unnamed";
    }

    private static UnsoundModelException? Unsound(Exception failure) => failure as UnsoundModelException ?? (failure as AggregateException)?.Flatten().InnerExceptions.OfType<UnsoundModelException>().FirstOrDefault();
}
