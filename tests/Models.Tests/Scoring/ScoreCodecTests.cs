using CsCheck;
using Triage.Models.Payloads;
using Triage.Models.Scoring;

namespace Triage.Models.Tests.Scoring;

public sealed class ScoreCodecTests
{
    [Fact]
    public void ReadLines_every_mark_of_a_line_is_its_own()
    {
        Gen.Bool.Array[6].Sample(marks =>
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
            };
            var to = new PayloadWriter();
            ScoreCodec.WriteLines(to, [line]);
            var from = new PayloadReader(to.ToArray());
            var read = Assert.Single(ScoreCodec.ReadLines(ref from));
            bool[] kept = [read.IsSure, read.AgreesWithGiven, read.IsSupplierNew, read.IsPlaceNew, read.IsFacilityNew, read.MayBeOther];
            Assert.Equal(marks, kept);
        });
    }
}
