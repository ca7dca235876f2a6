using System.Globalization;

namespace Triage.Models.Scoring.Packages.Golden;

/// <param name="Case">From 1 on.</param>
/// <param name="Of">Which of the case's numbers.</param>
public sealed record GoldenMismatch(string Model, int Case, string Of, double Expected, double Got)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Model}, case {Case}, {Of}: expected {Expected:R} (0x{BitConverter.DoubleToInt64Bits(Expected):x16}), got {Got:R} (0x{BitConverter.DoubleToInt64Bits(Got):x16})");
}
