using Triage.Models.Scoring.Drift;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Models.Tests.Scoring.Drift;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class PackageReferenceReadTests
{
    [Fact]
    public void Read_gives_the_reference_and_none_where_the_package_has_none()
    {
        var reference = DriftSheets.Reference(20);
        Assert.Equal(reference.To, Read(DriftReferenceCodec.Encode(reference)).Reference?.To);
        Assert.Null(ModelPackageReader.Read(new MemoryPackage(SampleModels.Package()), TestKeys.Trusted, broken => throw broken).Reference);
    }

    [Fact]
    public void A_reference_that_cannot_be_read_is_refused_at_the_door_and_takes_no_model_out_of_service()
    {
        byte[] damaged = [1, 2, 3];
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(Source(damaged), TestKeys.Trusted));
        Assert.Equal(ModelFileKinds.ReferenceFile, refused.File);
        Assert.Contains("train again", refused.Message, StringComparison.Ordinal);
        var served = Read(damaged);
        Assert.Null(served.Reference);
        Assert.Empty(served.Scorers.Missing);
        Assert.NotNull(served.Scorers.Coding);
        Assert.Null(ModelPackageReader.ReadKept(Source(damaged), TestKeys.Trusted, withHistory: false).Reference);
    }

    private static ModelPackage Read(byte[] reference) => ModelPackageReader.Read(Source(reference), TestKeys.Trusted, _ => { });

    private static MemoryPackage Source(byte[] reference)
    {
        var whole = SampleModels.Package();
        var files = ModelManifest.Parse(whole[ModelManifest.FileName]).Files.Select(file => new SampleModels.PackedFile(file.Name, file.Kind, whole[file.Name]));
        return new(SampleModels.Of("local", [.. files, new(ModelFileKinds.ReferenceFile, ModelFileKinds.Reference, reference)]));
    }
}
