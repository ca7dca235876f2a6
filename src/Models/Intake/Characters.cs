namespace Triage.Models.Intake;

/// <summary>Which characters may stand in a field: none that forges a log line, hides another or cannot be stored.</summary>
public static class Characters
{
    public static bool FitIdentifier(string value) => Fit(value, breaksAllowed: false);

    public static bool FitText(string value) => Fit(value, breaksAllowed: true);

    private static bool Fit(string value, bool breaksAllowed)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
                continue;
            }

            if (char.IsSurrogate(c))
            {
                return false;
            }

            var isBreak = c is '\t' or '\n' || (c == '\r' && i + 1 < value.Length && value[i + 1] == '\n');
            if (breaksAllowed ? char.IsControl(c) && !isBreak : char.IsControl(c) || IsDeceptive(c))
            {
                return false;
            }
        }

        return true;
    }

    // Bidirectional overrides and isolates; line and paragraph separators.
    private static bool IsDeceptive(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
