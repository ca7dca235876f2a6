using System.Text;
using Triage.Models.Features.Coding;
using Triage.Models.Policy;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring;

public sealed class ModelPackageTests
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

    [Theory]
    [InlineData("coding.model", ScorerNames.Coding, ScorerNames.Duplicate)]
    [InlineData("duplicate.model", ScorerNames.Duplicate, ScorerNames.Coding)]
    public void Read_a_flipped_byte_takes_that_model_out_and_leaves_the_other(string name, string broken, string whole)
    {
        var files = SampleModels.Package();
        files[name][^1] ^= 1;
        var package = Read(files);
        Assert.Equal([whole, broken], package.Scorers.Names);
        Assert.Equal([broken], package.Scorers.Missing);
        Assert.Contains(name, Assert.Single(_broken), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_missing_model_file_is_named()
    {
        var files = SampleModels.Package();
        files.Remove("coding.model");
        Assert.Equal([ScorerNames.Coding], Read(files).Scorers.Missing);
        Assert.Equal(["coding.model is missing."], _broken);
    }

    [Fact]
    public void CheckModels_opens_no_history_and_refuses_one_broken_model()
    {
        var files = SampleModels.Package(history: Samples.Invoice("1"));
        var opened = new List<string>();
        byte[]? Open(string name)
        {
            opened.Add(name);
            return files.GetValueOrDefault(name);
        }

        Assert.Equal(SampleModels.Version, ModelPackageReader.CheckModels(Open).Version);
        Assert.DoesNotContain("history.gz", opened);
        files["coding.model"][^1] ^= 1;
        Assert.Equal("coding.model", Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(Open)).File);
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
    [InlineData("run.sh", "script")]
    public void Read_file_that_no_package_may_have_refuses_it_whole_before_it_is_opened(string name, string kind)
    {
        var manifest = SampleModels.Manifest("local", [new(name, kind, new string('0', 64), 1)]).ToBytes();
        var opened = new List<string>();
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackageReader.Read(
            wanted =>
            {
                opened.Add(wanted);
                return wanted == ModelManifest.FileName ? manifest : [0];
            },
            _ => { }));
        Assert.Equal(ModelManifest.FileName, refused.File);
        Assert.Equal([ModelManifest.FileName], opened);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("")]
    public void Read_manifest_that_is_none_is_refused(string text) =>
        Assert.Throws<ModelPackageException>(() => Read(new() { [ModelManifest.FileName] = Encoding.UTF8.GetBytes(text) }));

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"loader\": \"Some.Assembly\"")]
    public void Read_manifest_of_another_format_or_with_a_field_that_nobody_knows_is_refused(string was, string becomes)
    {
        var files = SampleModels.Package();
        var text = Encoding.UTF8.GetString(files[ModelManifest.FileName]);
        Assert.Contains(was, text, StringComparison.Ordinal);
        files[ModelManifest.FileName] = Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal));
        Assert.Throws<ModelPackageException>(() => Read(files));
    }

    [Fact]
    public void Read_damaged_history_refuses_the_package_because_scores_would_rest_on_half_a_past()
    {
        var files = SampleModels.Package(history: Samples.Invoice("1"));
        files["history.gz"][^3] ^= 1;
        Assert.Equal("history.gz", Assert.Throws<ModelPackageException>(() => Read(files)).File);
    }

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

    private ModelPackage Read(Dictionary<string, byte[]> files) => ModelPackageReader.Read(name => files.GetValueOrDefault(name), broken => _broken.Add(broken.Message));
}
