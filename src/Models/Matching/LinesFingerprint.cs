using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;

namespace Triage.Models.Matching;

public static class LinesFingerprint
{
    public const long NoLines = 0;

    /// <summary>Over each line's amount, codes and cost centre, whatever their order; line ids and texts vary between copies.</summary>
    public static long Of(ImmutableArray<InvoiceLine> lines)
    {
        if (lines.IsDefaultOrEmpty)
        {
            return NoLines;
        }

        var hashes = new long[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            hashes[i] = Of(lines[i]);
        }

        Array.Sort(hashes);
        var fields = new string?[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            fields[i] = hashes[i].ToString(CultureInfo.InvariantCulture);
        }

        return StableHash.Of(fields);
    }

    private static long Of(InvoiceLine line) => StableHash.Of(
        line.AmountMinor.ToString(CultureInfo.InvariantCulture),
        line.ItemCode,
        line.ServiceCode,
        line.AccountCode,
        line.CostCentre);
}
