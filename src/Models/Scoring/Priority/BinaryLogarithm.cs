using System.Numerics;

namespace Triage.Models.Scoring.Priority;

/// <summary>
/// The logarithm to base 2 out of whole numbers alone, so that every machine has the same: one digit by one squaring (Knuth, The Art of
/// Computer Programming 1, 1.2.2, exercise 25). Never falls as its argument rises.
/// </summary>
internal static class BinaryLogarithm
{
    public const int FractionBits = 16;

    /// <returns>In parts of 2^-<see cref="FractionBits"/>, rounded down.</returns>
    public static long Of(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfZero(value);
        var whole = BitOperations.Log2(value);

        // From 1 up to 2, with 63 bits behind the point.
        var mantissa = value << (63 - whole);
        long digits = whole;
        for (var digit = 0; digit < FractionBits; digit++)
        {
            var square = Math.BigMul(mantissa, mantissa, out var low);
            var isTwoOrMore = square >> 63 == 1;
            mantissa = isTwoOrMore ? square : (square << 1) | (low >> 63);
            digits = (digits << 1) | (isTwoOrMore ? 1L : 0L);
        }

        return digits;
    }
}
