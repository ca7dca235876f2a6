using CsCheck;
using Triage.Models.Features.Anomaly;
using Triage.Models.Features.Duplicates;
using Triage.Models.Payloads;
using Triage.Models.Scoring;
using Triage.Models.Scoring.Anomaly;
using Triage.Models.Scoring.Calibration;
using Triage.Models.Scoring.Coding;
using Triage.Models.Scoring.Duplicates;
using Triage.Models.Scoring.Packages;
using Triage.Models.Scoring.Packages.Sources;
using Triage.Models.Scoring.Trees;
using Triage.TestKit;

namespace Triage.Models.Tests.Scoring.Packages;

/// <summary>Models that are whole and signed, and that must not be asked all the same.</summary>
public sealed class UnsoundModelTests
{
    public static TheoryData<string, string> Numbers => new()
    {
        { "NaN", "no finite number" },
        { "Infinity", "no finite number" },
        { "-Infinity", "no finite number" },
        { "1E+300", "no finite number" },
    };

    [Theory, MemberData(nameof(Numbers))]
    public void CheckModels_weight_that_is_no_number_says_in_which_tree_and_node(string value, string why)
    {
        var message = Refused(DuplicateOf(new([0, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), 3])));
        Assert.Contains($"tree 0, node 1 that is {why}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void CheckModels_threshold_that_is_no_number_is_refused(float threshold) =>
        Assert.Contains("threshold that is no finite number in tree 0, node 0", Refused(DuplicateOf(new([0, -1, -1], [threshold, 0, 0], [1, 0, 0], [2, 0, 0], [0, 1, 3]))), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 2)] // itself
    [InlineData(1, 1)] // two parents
    [InlineData(1, 3)] // nowhere
    public void CheckModels_trees_that_loop_or_lead_nowhere_are_refused(int left, int right) =>
        Assert.Contains("a circle or a net", Refused(Encoded([0, -1, -1], [left, 0, 0], [right, 0, 0])), StringComparison.Ordinal);

    [Fact]
    public void CheckModels_split_on_a_feature_that_is_not_there_is_refused() =>
        Assert.Contains("splits on feature 9999", Refused(Encoded([9999, -1, -1], [1, 0, 0], [2, 0, 0])), StringComparison.Ordinal);

    [Fact]
    public void CheckModels_model_of_fewer_features_says_train_again()
    {
        var narrow = SampleModels.Duplicate with { Trees = new(3, 0, [new([0, -1, -1], [0.5f, 0, 0], [1, 0, 0], [2, 0, 0], [0, 1, 3])]) };
        Assert.Contains("train again", Refused(DuplicateModelCodec.Encode(narrow)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(1, double.NaN)]
    [InlineData(1, 1.5)]
    [InlineData(1, -0.5)]
    [InlineData(-5, 0.5)]
    public void Read_calibration_that_is_none_is_refused(double score, double probability)
    {
        var to = new PayloadWriter();
        to.Count(2);
        foreach (var value in new[] { 0, 0.1, score, probability })
        {
            to.Double(value);
        }

        Assert.Contains("calibration", Assert.Throws<UnsoundModelException>(() =>
        {
            var from = new PayloadReader(to.Written);
            CalibrationCurveCodec.Read(ref from);
        }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void CheckModels_threshold_of_a_model_that_is_no_number_is_refused(double threshold)
    {
        Assert.Contains("threshold", Refused(DuplicateModelCodec.Encode(SampleModels.Duplicate with { Numbered = SampleModels.Duplicate.Numbered with { Threshold = threshold } })), StringComparison.Ordinal);
        Assert.Throws<UnsoundModelException>(() => CodingModelCodec.Decode(CodingModelCodec.Encode(SampleModels.Coding with { DeployedThreshold = threshold })));
        Assert.Throws<UnsoundModelException>(() => CodingModelCodec.Decode(CodingModelCodec.Encode(SampleModels.Coding with { Sets = SampleModels.Coding.Sets.SetItem(1, new(threshold, true, [])) })));
        Assert.Throws<UnsoundModelException>(() => CodingModelCodec.Decode(CodingModelCodec.Encode(SampleModels.Coding with { Sets = SampleModels.Coding.Sets.SetItem(1, new(0.1, true, [threshold])) })));
        Assert.Throws<UnsoundModelException>(() => AnomalyModelCodec.Decode(AnomalyModelCodec.Encode(Anomaly() with { FlagAt = threshold })));
        Assert.Throws<UnsoundModelException>(() => AnomalyModelCodec.Decode(AnomalyModelCodec.Encode(Anomaly() with { Labels = new(SampleModels.Duplicate.Trees, SampleModels.Coding.First, threshold) })));
    }

    [Fact]
    public void Decode_rows_that_would_not_fit_into_memory_take_none()
    {
        var to = new PayloadWriter();
        to.Byte(1);
        to.Text("schema");
        to.Double(0);
        to.Signed(1);
        to.Count(4_000);
        to.Count(900_000); // more bytes follow than the count, and far fewer than the rows
        var bytes = new byte[to.Written.Length + 1_000_000];
        to.Written.CopyTo(bytes);
        Assert.Throws<PayloadDamagedException>(() => AnomalyModelCodec.Decode(bytes));
    }

    [Fact]
    public void CheckModels_any_changed_byte_of_a_signed_model_is_refused_or_a_model() => Gen.Select(Gen.Int[0, 2].Select(kind => kind switch { 0 => "duplicate", 1 => "coding", _ => "anomaly" }), Gen.Int[0, 1 << 20], Gen.Byte).Sample((kind, at, to) =>
    {
        var bytes = kind switch
        {
            "duplicate" => DuplicateModelCodec.Encode(SampleModels.Duplicate),
            "coding" => CodingModelCodec.Encode(SampleModels.Coding),
            _ => AnomalyModelCodec.Encode(Anomaly()),
        };
        bytes[at % bytes.Length] = to;
        var broken = new List<ModelPackageException>();
        // Nothing but a refusal may come out of it, or the service would not start.
        ModelPackageReader.Read(new MemoryPackage(SampleModels.Of("local", new SampleModels.PackedFile("m.model", kind, bytes))), TestKeys.Trusted, broken.Add);
        Assert.All(broken, one => Assert.Equal("m.model", one.File));
    }, iter: 3_000);

    private static AnomalyModel Anomaly() => new()
    {
        Reference = new(new(Enumerable.Range(0, 4 * AnomalySurprises.Schema.Count).Select(n => (float)(n % 7)).ToArray(), AnomalySurprises.Schema.Count), 1),
        FlagAt = 3,
        FeatureSchemaSha256 = AnomalyFeatures.Schema.Sha256,
    };

    private static byte[] DuplicateOf(TreeNodes tree) => DuplicateModelCodec.Encode(SampleModels.Duplicate with { Trees = new(DuplicateFeatures.Schema.Count, 0, [tree]) });

    /// <summary>Trees that no ensemble takes, written by hand.</summary>
    private static byte[] Encoded(int[] features, int[] left, int[] right)
    {
        var to = new PayloadWriter();
        to.Byte(1);
        to.Text(DuplicateFeatures.Schema.Sha256);
        to.Count(DuplicateFeatures.Schema.Count);
        to.Double(0);
        to.Count(1);
        to.Count(features.Length);
        for (var node = 0; node < features.Length; node++)
        {
            to.Signed(features[node]);
            to.Double(1);
            if (features[node] >= 0)
            {
                to.Single(0.5f);
                to.Count(left[node]);
                to.Count(right[node]);
            }
        }

        return to.ToArray();
    }

    private static string Refused(byte[] duplicate)
    {
        var refused = Assert.Throws<ModelPackageException>(() => ModelPackageReader.CheckModels(new MemoryPackage(SampleModels.Of("local", new SampleModels.PackedFile("d.model", ModelFileKinds.Duplicate, duplicate))), TestKeys.Trusted));
        Assert.Equal("d.model", refused.File);
        return refused.Message;
    }
}
