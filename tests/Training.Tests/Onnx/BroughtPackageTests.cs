using System.Security.Cryptography;
using System.Text;
using Triage.Models.Features.Profiles;
using Triage.Models.Features.Sheets;
using Triage.Models.Policy;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Onnx;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;
using Triage.Training.Onnx;
using Triage.Training.Tests.Packages;

namespace Triage.Training.Tests.Onnx;

/// <summary>A package of which other toolkits' models score the rows, made of one that was trained.</summary>
[Collection(nameof(TrainedOnce))]
public sealed class BroughtPackageTests : IClassFixture<BroughtPackageTests.Packed>, IDisposable
{
    private readonly PackageTrainingTests.Trained _trained;
    private readonly Packed _packed;
    private readonly TemporaryDirectory _temporary = new();
    private readonly string _directory;

    public BroughtPackageTests(PackageTrainingTests.Trained trained, Packed packed) => (_trained, _packed, _directory) = (trained, packed, Path.Combine(_temporary.Path, "brought"));

    [Fact]
    public void Trees_as_ONNX_agree_with_ours_about_every_row_and_change_no_decision()
    {
        var set = Read(_trained.Directory).Scorers;
        var agreement = new SetAgreement(set, ExportedPackage.Served(set), TimeProvider.System).Of(_trained.Invoices, 600, TestContext.Current.CancellationToken);
        Assert.Equal([ModelFileKinds.Anomaly, ModelFileKinds.Coding, "cost_centre", ModelFileKinds.Duplicate, "service_code"], agreement.Select(model => model.Model));
        Assert.All(agreement, model =>
        {
            Assert.True(model.Rows >= 500, $"{model.Model}: {model.Rows} rows say too little.");
            Assert.InRange(model.MaxDifference, 0, 1e-5);
            Assert.Equal(0, model.Changed);
        });
        // Were the second not asked, nothing would differ.
        Assert.Contains(agreement, model => model.MaxDifference > 0);
    }

    [Fact]
    public void Two_packages_that_differ_are_found_to()
    {
        var set = Read(_trained.Directory).Scorers;
        var worse = RowScorers.Exchanged(set, (_, own) => SampleOnnx.Scorer(own.FeaturesCount, 1));
        Assert.Contains(new SetAgreement(set, worse, TimeProvider.System).Of(_trained.Invoices, 100, TestContext.Current.CancellationToken), model => model is { Changed: > 0, MaxDifference: > 0.1 });
    }

    [Fact]
    public void Package_with_an_ONNX_model_is_whole_served_and_asked_again_says_the_same()
    {
        var (manifest, package) = (_packed.Manifest, Read(_packed.Directory));
        Assert.Equal((_trained.Manifest.Version, _trained.Invoices.Count), (manifest.BasedOn, manifest.CalibratedOn?.Invoices));
        Assert.Equal(["recall"], manifest.Metrics[ModelFileKinds.Duplicate].Keys.Where(figure => figure == "recall"));
        Assert.Equal(_trained.Manifest.Metrics[ModelFileKinds.Coding], manifest.Metrics[ModelFileKinds.Coding]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_trained.Directory, "coding.model")), File.ReadAllBytes(Path.Combine(_packed.Directory, "coding.model")));
        Assert.IsType<OnnxRowScorer>(package.Scorers.Duplicate?.Model.RowScorer);
        Assert.Empty(package.Scorers.Missing);

        var (scorers, again, profiles) = (new Scorers(package.Scorers), new Scorers(package.Scorers), new Profiles(package.Scorers.Fields));
        var (flagged, respects) = (0, 0);
        foreach (var invoice in _trained.Invoices.Take(3_000))
        {
            var given = scorers.Score(invoice.SourceInvoiceId, invoice, null, profiles, new([], 1, 0), isExplained: true, isKept: true);
            Assert.Equal(Print(given), Print(again.Score(invoice, FeatureSheetCodec.Decode(given.Features.AsSpan()), new([], 1, 0), isExplained: true)));
            // A model of another toolkit does not say why; in which respect a bill is unusual the detector says.
            Assert.All(given.Scores.Where(score => score.Scorer is ScorerNames.Duplicate or ScorerNames.Anomaly), score => Assert.Empty(score.Contributions));
            flagged += given.Scores.Count(score => score.IsFlagged && score.Scorer != ScorerNames.Coding);
            respects += given.Scores.Count(score => score is { Scorer: ScorerNames.Anomaly, IsFlagged: true, About: not null });
            profiles.Add(invoice.SourceInvoiceId, invoice);
            profiles.Confirm(invoice.SourceInvoiceId, invoice);
        }

        Assert.NotEqual(0, flagged);
        Assert.NotEqual(0, respects);

        static string Print(ScoreSheet sheet) => System.Text.Json.JsonSerializer.Serialize(sheet with
        {
            Features = [],
            FeaturesSha256 = [],
            Scores = [.. sheet.Scores.Select(score => score with { Sentences = [], About = score.Scorer == ScorerNames.Anomaly ? score.About?.Split(' ')[0] : score.About })],
        });
    }

    [Fact]
    public void Package_with_another_ONNX_model_than_it_was_calibrated_for_is_refused_though_it_is_signed()
    {
        var files = Files();
        var other = Encoding.UTF8.GetString(files["manifest.json"]);
        var bytes = Triage.Models.Scoring.Onnx.Format.OnnxModelWriter.Encode(TreesAsOnnx.Of(Stump(), ModelSchemas.Of(ModelFileKinds.Duplicate).Sha256));
        var was = files["duplicate.onnx"];
        files["duplicate.onnx"] = bytes;
        other = other.Replace(Hash(was), Hash(bytes), StringComparison.Ordinal).Replace($"\"bytes\": {was.Length}", $"\"bytes\": {bytes.Length}", StringComparison.Ordinal);
        Assert.Equal("duplicate.model", Refused(files, other, "which the one beside it is not"));
    }

    [Theory]
    [InlineData("\"kind\": \"duplicate_onnx\"", "\"kind\": \"coding_onnx\"", "duplicate.model", "is not beside it")]
    [InlineData("\"kind\": \"duplicate\"", "\"kind\": \"labels\"", "manifest.json", "the model whose rows it scores")]
    [InlineData("\"output\": \"log_odds\"", "\"output\": \"other\"", "duplicate.onnx", "no other, which its contract names")]
    [InlineData("\"ai.onnx\": 17", "\"ai.onnx\": 16", "duplicate.onnx", "its contract says ai.onnx 16")]
    [InlineData("\"output_kind\": \"log_odds\"", "\"output_kind\": \"probability\"", "duplicate.model", "no probability")]
    [InlineData("\"onnx\": {", "\"onnx\": null, \"x\": {", "manifest.json", "x")]
    public void Package_whose_manifest_says_otherwise_is_refused_by_file_though_it_is_signed(string was, string becomes, string file, string why)
    {
        var files = Files();
        var manifest = Encoding.UTF8.GetString(files["manifest.json"]);
        Assert.Contains(was, manifest, StringComparison.Ordinal);
        Assert.Equal(file, Refused(files, manifest.Replace(was, becomes, StringComparison.Ordinal), why));
    }

    [Fact]
    public void Package_with_a_flipped_byte_in_its_ONNX_file_is_refused_by_name()
    {
        var files = Files();
        files["duplicate.onnx"][files["duplicate.onnx"].Length / 2] ^= 1;
        Assert.Equal("duplicate.onnx", Refused(files, Encoding.UTF8.GetString(files["manifest.json"]), "SHA-256 differs"));
    }

    [Fact]
    public void Model_that_learned_from_other_features_is_refused()
    {
        var path = Path.Combine(_temporary.Path, "other.onnx");
        File.WriteAllBytes(path, Triage.Models.Scoring.Onnx.Format.OnnxModelWriter.Encode(TreesAsOnnx.Of(Stump(), new string('0', 64))));
        Pack(BroughtModel.Read(ModelFileKinds.Duplicate, path, null, OnnxOutputs.LogOdds));
        Assert.Contains("learned from those of 0000", Assert.Throws<ModelPackageException>(() => Read(_directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_gives_no_probability_where_it_is_said_to_says_so_before_anything_is_written()
    {
        var path = Path.Combine(_temporary.Path, "odds.onnx");
        File.WriteAllBytes(path, ExportedPackage.Of(Read(_trained.Directory).Scorers)[ModelFileKinds.Duplicate].Bytes);
        Assert.Contains("--log-odds", Assert.Throws<TrainingException>(() => Pack(BroughtModel.Read(ModelFileKinds.Duplicate, path, null, OnnxOutputs.Probability))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory));
    }

    public void Dispose() => _temporary.Dispose();

    private void Pack(BroughtModel brought)
    {
        var based = ModelPackageReader.CheckModels(new DirectoryPackage(_trained.Directory), TestKeys.Trusted).Contents;
        var packing = new BroughtPackage(based, [brought], _trained.Options with { IsEvaluated = false }, _ => { });
        var trained = packing.Calibrate(_trained.Invoices, _trained.Invoices[^1].IssueDate!.Value.DayNumber - 20, TestContext.Current.CancellationToken); // the generator dates every invoice
        packing.Write(_directory, trained, DateTimeOffset.UnixEpoch, TestKeys.Signer);
    }

    private static Triage.Models.Scoring.Trees.TreeEnsemble Stump() => new(ModelSchemas.Of(ModelFileKinds.Duplicate).Count, 0, [new([3, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1, 1])]);

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(_packed.Directory).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);

    private static string Refused(Dictionary<string, byte[]> files, string manifest, string why)
    {
        files["manifest.json"] = Encoding.UTF8.GetBytes(manifest);
        files["manifest.sig"] = TestKeys.Signer.Sign(files["manifest.json"]).ToBytes();
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackageReader.Read(new MemoryPackage(files), TestKeys.Trusted, broken => throw broken));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        return refused.File;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static ModelPackage Read(string directory) => ModelPackageReader.Read(new DirectoryPackage(directory), TestKeys.Trusted, broken => throw broken);

    /// <summary>The trained package with its trees as ONNX for two of its models.</summary>
    public sealed class Packed : IDisposable
    {
        private readonly TemporaryDirectory _temporary = new();

        public Packed(PackageTrainingTests.Trained trained)
        {
            Directory = Path.Combine(_temporary.Path, "brought");
            var exported = ExportedPackage.Of(Read(trained.Directory).Scorers);
            var based = ModelPackageReader.CheckModels(new DirectoryPackage(trained.Directory), TestKeys.Trusted).Contents;
            var packing = new BroughtPackage(based, [Brought(ModelFileKinds.Duplicate), Brought(ModelFileKinds.Anomaly)], trained.Options, _ => { });
            var calibrated = packing.Calibrate(trained.Invoices, trained.Invoices[^1].IssueDate!.Value.DayNumber - 20, CancellationToken.None); // the generator dates every invoice
            Manifest = packing.Write(Directory, calibrated, DateTimeOffset.UnixEpoch, TestKeys.Signer);

            BroughtModel Brought(string model) => new(model, exported[model].Bytes, OnnxRowScorer.Load(exported[model].Bytes, exported[model].Contract));
        }

        public string Directory { get; }

        public ModelManifest Manifest { get; }

        public void Dispose() => _temporary.Dispose();
    }
}
