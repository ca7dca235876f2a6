using CsCheck;
using Triage.Models.Features.Coding;
using Triage.Models.Payloads;
using Triage.Models.Scoring;

namespace Triage.Models.Tests.Scoring;

public sealed class ScoreCodecTests
{
    [Fact]
    public void ReadLines_every_mark_of_a_line_is_its_own()
    {
        Gen.Select(Gen.Bool.Array[6], Gen.Enum<CodeField>()).Sample((marks, field) =>
        {
            var line = new LineSuggestion
            {
                Line = 3,
                IsSure = marks[0],
                AgreesWithGiven = marks[1],
                IsSupplierNew = marks[2],
                IsPlaceNew = marks[3],
                IsFacilityNew = marks[4],
                MayBeOther = marks[5],
                Field = field,
            };
            var to = new PayloadWriter();
            ScoreCodec.WriteLines(to, [line]);
            var from = new PayloadReader(to.ToArray());
            var read = Assert.Single(ScoreCodec.ReadLines(ref from));
            bool[] kept = [read.IsSure, read.AgreesWithGiven, read.IsSupplierNew, read.IsPlaceNew, read.IsFacilityNew, read.MayBeOther];
            Assert.Equal(marks, kept);
            Assert.Equal(field, read.Field);
        });
    }

    [Fact]
    public void ReadLines_a_field_of_a_later_version_is_refused()
    {
        byte[] line = [1, 3, 0b1100_0000, 0, 0];
        Assert.Throws<PayloadDamagedException>(() =>
        {
            var from = new PayloadReader(line);
            ScoreCodec.ReadLines(ref from);
        });
    }
}
