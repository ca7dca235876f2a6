using System.Collections.Immutable;

namespace Triage.Models.Scoring.Packages.Golden;

/// <summary>Questions to one model with the answers that it gave where it was trained.</summary>
/// <param name="Model">Its kind.</param>
/// <param name="Columns">Features a row.</param>
public sealed record GoldenCases(string Model, int Columns, ImmutableArray<GoldenCase> Cases)
{
    /// <summary>What this machine answers otherwise, were it by the last bit.</summary>
    public IEnumerable<GoldenMismatch> Check(IGoldenModel model)
    {
        for (var number = 0; number < Cases.Length; number++)
        {
            var got = model.Answer(Cases[number].Rows.AsSpan());
            var expected = Cases[number].Answer;
            for (var at = 0; at < Math.Max(got.Length, expected.Length); at++)
            {
                var (wanted, given) = (At(expected, at), At(got, at));
                if (BitConverter.DoubleToInt64Bits(wanted) != BitConverter.DoubleToInt64Bits(given))
                {
                    yield return new(Model, number + 1, model.NameOf(at, Cases[number].Rows.Length / Columns), wanted, given);
                }
            }
        }
    }

    /// <param name="questions">Each of one row or more, one row behind the other.</param>
    public static GoldenCases Of(string kind, IGoldenModel model, IEnumerable<ImmutableArray<float>> questions) =>
        new(kind, model.Columns, [.. questions.Select(rows => new GoldenCase(rows, model.Answer(rows.AsSpan())))]);

    private static double At(ImmutableArray<double> answer, int at) => at < answer.Length ? answer[at] : double.NaN;
}
