using System.Text;
using Triage.Models.Features.Coding;
using Triage.Models.Policy;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Signing;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class ModelPackageReaderTests
{
    private readonly List<string> _broken = [];

    [Fact]
    public void Read_whole_package_gives_its_models_with_their_hashes_and_its_history()
    {
        var files = SampleModels.Package(history: [Samples.Invoice("1"), Samples.Invoice("2")]);
        var package = Read(files);
        Assert.Empty(_broken);
        Assert.Equal(["1", "2"], package.History.Select(invoice => invoice.SourceInvoiceId));
        Assert.Equal([ScorerNames.Duplicate, ScorerNames.Coding], package.Scorers.Names);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(files["coding.model"]), package.Scorers.Coding?.Stamp.Sha256);
        Assert.Equal(SampleModels.Version, package.Scorers.Duplicate?.Stamp.Version);
        Assert.Empty(package.Scorers.Missing);
    }

    [Fact]
    public void Read_history_leaves_out_what_is_sensitive()
    {
        var invoice = Assert.Single(Read(SampleModels.Package(history: Samples.Invoice("1"))).History);
        Assert.Null(invoice.PatientAccountRef);
        Assert.Null(invoice.Lines[0].Text);
        Assert.Equal("7001", invoice.Lines[0].AccountCode);
    }

    [Fact]
    public void Read_says_whose_key_vouches_for_it() => Assert.Equal(("tess", TestKeys.Key.Id), (Read(SampleModels.Package()).SignedBy.Owner, Read(SampleModels.Package()).SignedBy.Id));

    [Fact]
    public void CheckModels_refuses_one_broken_model_and_gives_the_bytes_that_it_checked()
    {
        var files = SampleModels.Package(history: Samples.Invoice("1"));
        var (contents, signedBy) = ModelPackageReader.CheckModels(new MemoryPackage(files), TestKeys.Trusted);
        Assert.Equal((SampleModels.Version, TestKeys.Key.Id), (contents.Manifest.Version, signedBy.Id));
        Assert.Equal(files["history.gz"], contents[contents.Manifest.Files.Single(file => file.Kind == ModelFileKinds.History)]);
        Assert.Equal((files[ModelManifest.FileName], files[PackageSignature.FileName]), (contents.ManifestBytes, contents.SignatureBytes));
        var broken = SampleModels.Of("local", new SampleModels.PackedFile("coding.model", ModelFileKinds.Coding, [9]));
        Assert.Equal("coding.model", Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(new MemoryPackage(broken), TestKeys.Trusted)).File);
    }

    [Fact]
    public void Read_model_of_other_features_says_train_again()
    {
        var other = SampleModels.Coding with { FeatureSchemaSha256 = new string('0', 64) };
        Assert.Equal([ScorerNames.Coding], Read(SampleModels.Of("local", new SampleModels.PackedFile("c", ModelFileKinds.Coding, CodingModelCodec.Encode(other)))).Scorers.Missing);
        Assert.EndsWith("train again.", Assert.Single(_broken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a model")]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 a zip, as ML.NET's own files are")]
    public void Read_bytes_that_are_no_model_are_refused_though_their_hash_fits(string text)
    {
        var package = Read(SampleModels.Of("local", new SampleModels.PackedFile("d", ModelFileKinds.Duplicate, Encoding.UTF8.GetBytes(text))));
        Assert.Equal([ScorerNames.Duplicate], package.Scorers.Missing);
        Assert.Null(package.Scorers.Duplicate);
    }

    [Fact]
    public void Read_package_of_one_model_misses_nothing()
    {
        var package = Read(SampleModels.Of("local", new SampleModels.PackedFile("d", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(SampleModels.Duplicate))));
        Assert.Equal([ScorerNames.Duplicate], package.Scorers.Names);
        Assert.Empty(package.Scorers.Missing);
    }

    [Theory]
    [InlineData("../coding.model", ModelFileKinds.Coding)]
    [InlineData("a/b", ModelFileKinds.Coding)]
    [InlineData("a\\b", ModelFileKinds.Coding)]
    [InlineData("..", ModelFileKinds.Coding)]
    [InlineData("", ModelFileKinds.Coding)]
    [InlineData("manifest.sig", ModelFileKinds.Coding)]
    [InlineData("run.sh", "script")]
    public void Read_file_that_no_package_may_have_is_refused_though_it_is_signed(string name, string kind)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        SampleModels.Sign(files, SampleModels.Manifest("local", [new(name, kind, new string('0', 64), 1)]));
        Assert.Equal(ModelManifest.FileName, Assert.Throws<ModelPackageException>(() => Read(files)).File);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("")]
    public void Read_manifest_that_is_none_is_refused(string text) =>
        Assert.Equal(ModelManifest.FileName, Assert.Throws<ModelPackageException>(() => Read(new()
        {
            [ModelManifest.FileName] = Encoding.UTF8.GetBytes(text),
            [PackageSignature.FileName] = TestKeys.Signer.Sign(Encoding.UTF8.GetBytes(text)).ToBytes(),
        })).File);

    [Theory]
    [InlineData("\"format\": 2", "\"format\": 1", "Train the models again")]
    [InlineData("\"format\": 2", "\"format\": 3", "made by a newer one")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"loader\": \"Some.Assembly\"", "loader")]
    [InlineData("\"trained_by\": \"tess\"", "\"trained_by\": \" \"", "trained_by")]
    [InlineData("\"version\": \"", "\"version\": \"../", "version")]
    public void Read_manifest_of_another_format_or_with_what_nobody_knows_is_refused_though_it_is_signed(string was, string becomes, string why)
    {
        var files = SampleModels.Package();
        var text = Encoding.UTF8.GetString(files[ModelManifest.FileName]);
        Assert.Contains(was, text, StringComparison.Ordinal);
        files[ModelManifest.FileName] = Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal));
        files[PackageSignature.FileName] = TestKeys.Signer.Sign(files[ModelManifest.FileName]).ToBytes();
        Assert.Contains(why, Assert.Throws<ModelPackageException>(() => Read(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_history_that_is_none_refuses_the_package_because_scores_would_rest_on_half_a_past() =>
        Assert.Equal("history.gz", Assert.Throws<ModelPackageException>(() => Read(SampleModels.Of("local", new SampleModels.PackedFile("history.gz", ModelFileKinds.History, [1, 2, 3])))).File);

    [Fact]
    public void Codecs_give_the_same_model_again()
    {
        var coding = CodingModelCodec.Decode(CodingModelCodec.Encode(SampleModels.Coding));
        Assert.Equal(CodingModelCodec.Encode(SampleModels.Coding), CodingModelCodec.Encode(coding));
        Assert.Equal(CodingFeatures.Schema.Sha256, coding.FeatureSchemaSha256);
        var duplicate = DuplicateModelCodec.Decode(DuplicateModelCodec.Encode(SampleModels.Duplicate));
        Assert.Equal(DuplicateModelCodec.Encode(SampleModels.Duplicate), DuplicateModelCodec.Encode(duplicate));
        Assert.Equal(double.PositiveInfinity, duplicate.Unnumbered.Threshold);
    }

    private ModelPackage Read(Dictionary<string, byte[]> files) => ModelPackageReader.Read(new MemoryPackage(files), TestKeys.Trusted, broken => _broken.Add(broken.Message));
}
