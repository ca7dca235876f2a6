using Triage.Models.Policy;
using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class PackageReferenceTests
{
    private static readonly DriftReference Reference = new(
        new DateOnly(2026, 2, 1),
        new DateOnly(2026, 3, 1),
        [new(ScorerNames.Duplicate, 2, [.. DriftRows.ColumnsOf(ScorerNames.Duplicate).Select(name => ColumnReference.Of(name, [1, 2]))])]);

    private readonly List<string> _broken = [];

    [Fact]
    public void Every_reader_gives_the_reference_that_the_package_has()
    {
        var source = new MemoryPackage(Package(DriftReferenceCodec.Encode(Reference)));
        ModelPackageReader.CheckModels(source, TestKeys.Trusted);
        ModelPackage[] read =
        [
            ModelPackageReader.Read(source, TestKeys.Trusted, broken => _broken.Add(broken.File)),
            ModelPackageReader.ReadModels(source, TestKeys.Trusted),
            ModelPackageReader.ReadKept(source, TestKeys.Trusted, withHistory: false),
        ];
        Assert.All(read, package => Assert.Equal(Reference.Models[0].Columns.Select(column => column.Name), package.Reference?.Models[0].Columns.Select(column => column.Name)));
        Assert.Empty(_broken);
    }

    [Fact]
    public void Package_without_one_is_whole()
    {
        var source = new MemoryPackage(SampleModels.Package());
        ModelPackageReader.CheckModels(source, TestKeys.Trusted);
        Assert.Null(ModelPackageReader.Read(source, TestKeys.Trusted, broken => _broken.Add(broken.File)).Reference);
        Assert.Empty(_broken);
    }

    [Fact]
    public void Broken_reference_takes_no_model_out_of_service_and_is_told()
    {
        var package = ModelPackageReader.Read(Broken(), TestKeys.Trusted, broken => _broken.Add(broken.Message));
        Assert.Null(package.Reference);
        Assert.NotNull(package.Scorers.Duplicate);
        Assert.Empty(package.Scorers.Missing);
        var told = Assert.Single(_broken);
        Assert.Contains(ModelFileKinds.ReferenceFile, told, StringComparison.Ordinal);
        Assert.Contains("train again", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_reference_is_of_no_matter_to_replay()
    {
        var package = ModelPackageReader.ReadKept(Broken(), TestKeys.Trusted, withHistory: false);
        Assert.Null(package.Reference);
        Assert.NotNull(package.Scorers.Duplicate);
    }

    [Fact]
    public void Broken_reference_is_refused_before_it_is_registered()
    {
        Assert.Equal(ModelFileKinds.ReferenceFile, Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(Broken(), TestKeys.Trusted)).File);
        Assert.Equal(ModelFileKinds.ReferenceFile, Assert.Throws<ModelPackageException>(() => ModelPackageReader.ReadModels(Broken(), TestKeys.Trusted)).File);
    }

    [Fact]
    public void Reference_of_another_schema_says_train_again()
    {
        var model = Reference.Models[0];
        var other = Reference with { Models = [model with { Columns = [model.Columns[0] with { Name = "of_another_program" }, .. model.Columns.AsSpan()[1..]] }] };
        var source = new MemoryPackage(Package(DriftReferenceCodec.Encode(other)));
        Assert.Contains("train again", Assert.Throws<ModelPackageException>(() => ModelPackageReader.ReadModels(source, TestKeys.Trusted)).Message, StringComparison.Ordinal);
    }

    private static MemoryPackage Broken() => new(Package([9]));

    private static Dictionary<string, byte[]> Package(byte[] reference) => SampleModels.Of(
        "local",
        new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(SampleModels.Duplicate)),
        new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode([SampleModels.DuplicateCases])),
        new(ModelFileKinds.ReferenceFile, ModelFileKinds.Reference, reference));
}
