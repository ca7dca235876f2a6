namespace Triage.Models.Features.Effort;

/// <summary>One group of alike work, at one level of likeness.</summary>
internal readonly record struct EffortKey(byte Level, long Codes, byte Lines, byte Amount)
{
    public const int Levels = 5;

    /// <summary>From the coarsest to the finest: everything, the queue, the leading exception, the exceptions with the lines, and with the amount too.</summary>
    public static EffortKey Of(in EffortQuestion question, int level)
    {
        var (lines, amount) = (Digits(question.Lines, 2), Digits(question.ReferenceMinor, 10));
        return level switch
        {
            0 => new(0, 0, 0, 0),
            1 => new(1, question.Queue, 0, 0),
            2 => new(2, question.LeadingCode, 0, 0),
            3 => new(3, question.Codes, lines, 0),
            4 => new(4, question.Codes, lines, amount),
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
    }

    private static byte Digits(long value, int radix)
    {
        byte digits = 0;
        for (; value > 0; value /= radix)
        {
            digits++;
        }

        return digits;
    }
}
