using System.Collections.Immutable;
using Triage.Models.Payloads;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Golden;
using Triage.Models.Scoring.Packages.Sources;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

public sealed class GoldenCasesTests
{
    private static readonly SampleModels.PackedFile Duplicate = new("duplicate.model", ModelFileKinds.Duplicate, DuplicateModelCodec.Encode(SampleModels.Duplicate));
    private static readonly SampleModels.PackedFile Coding = new("coding.model", ModelFileKinds.Coding, CodingModelCodec.Encode(SampleModels.Coding));

    [Fact]
    public void CheckModels_one_bit_less_than_expected_names_model_case_expected_and_got()
    {
        var cases = SampleModels.DuplicateCases;
        var off = cases with { Cases = cases.Cases.SetItem(1, cases.Cases[1] with { Answer = cases.Cases[1].Answer.SetItem(1, Math.BitDecrement(cases.Cases[1].Answer[1])) }) };
        var refused = Refused(Duplicate, Golden(off));
        Assert.Equal("duplicate.model", refused.File);
        foreach (var part in new[] { "duplicate, case 2, probability with numbers", $"0x{BitConverter.DoubleToInt64Bits(off.Cases[1].Answer[1]):x16}", $"got {cases.Cases[1].Answer[1]:R}" })
        {
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CheckModels_line_is_asked_with_all_its_candidates()
    {
        var cases = SampleModels.CodingCases;
        var answer = cases.Cases[0].Answer;
        Assert.Equal(3, answer.Length);
        // Of the two, the one that the supplier's lines have: 3 in log-odds, beside one of -3.
        var (high, low) = (1 / (1 + Math.Exp(-3)), 1 / (1 + Math.Exp(3)));
        Assert.Equal(high / Math.Max(1, high + low), answer[2], 1e-12);
        var off = cases with { Cases = [cases.Cases[0] with { Answer = answer.SetItem(2, 0.5) }] };
        Assert.Contains("coding, case 1, probability of the first: expected 0.5", Refused(Coding, Golden(off)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_model_that_scores_otherwise_here_is_out_of_service_and_leaves_the_others()
    {
        var cases = SampleModels.DuplicateCases;
        var off = cases with { Cases = [cases.Cases[0] with { Answer = [1, 2, 3] }] };
        var broken = new List<string>();
        var package = ModelPackageReader.Read(new MemoryPackage(SampleModels.Of("local", Duplicate, Coding, Golden(off))), TestKeys.Trusted, one => broken.Add(one.File));
        Assert.Equal(["duplicate.model"], broken);
        Assert.Equal([ModelFileKinds.Duplicate], package.Scorers.Missing);
        Assert.NotNull(package.Scorers.Coding);
    }

    [Fact]
    public void CheckModels_model_without_golden_cases_is_refused()
    {
        Assert.Contains("has no golden cases", Refused(Duplicate).Message, StringComparison.Ordinal);
        Assert.Equal("coding.model", Refused(Duplicate, Coding, Golden(SampleModels.DuplicateCases)).File);
        Assert.Contains("has no golden cases", Refused(Duplicate, Golden(SampleModels.DuplicateCases with { Cases = [] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckModels_cases_of_other_features_or_too_many_rows_are_refused()
    {
        var cases = SampleModels.DuplicateCases;
        Assert.Contains("features", Refused(Duplicate, Golden(cases with { Columns = 1 })).Message, StringComparison.Ordinal);
        ImmutableArray<float> twice = [.. cases.Cases[0].Rows, .. cases.Cases[1].Rows];
        Assert.Contains("rows at once", Refused(Duplicate, Golden(cases with { Cases = [new(twice, [0])] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_gives_the_same_again_and_refuses_what_ends_early_or_is_no_number()
    {
        var bytes = GoldenCasesCodec.Encode([SampleModels.DuplicateCases, SampleModels.CodingCases]);
        Assert.Equal(bytes, GoldenCasesCodec.Encode(GoldenCasesCodec.Decode(bytes)));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<PayloadDamagedException>(() => GoldenCasesCodec.Decode(bytes.AsSpan(0, length)));
        }

        var cases = SampleModels.DuplicateCases;
        var absurd = GoldenCasesCodec.Encode([cases with { Cases = [cases.Cases[0] with { Rows = cases.Cases[0].Rows.SetItem(3, float.NaN) }] }]);
        Assert.Throws<PayloadDamagedException>(() => GoldenCasesCodec.Decode(absurd));
        Assert.Equal("golden.cases", Refused(Duplicate, new SampleModels.PackedFile("golden.cases", ModelFileKinds.Golden, absurd)).File);
    }

    private static SampleModels.PackedFile Golden(params GoldenCases[] cases) => new("golden.cases", ModelFileKinds.Golden, GoldenCasesCodec.Encode(cases));

    private static ModelPackageException Refused(params SampleModels.PackedFile[] files) =>
        Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(new MemoryPackage(SampleModels.Of("local", files)), TestKeys.Trusted));
}
