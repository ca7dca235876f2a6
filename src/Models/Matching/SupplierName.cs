using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Triage.Models.Matching;

/// <summary>Suppliers by id where master data knows them, else by name without its spelling.</summary>
public static class SupplierName
{
    private static readonly FrozenSet<string> LegalForms =
    [
        "LTD", "LIMITED", "PLC", "LLP", "LLC", "INC", "CORP", "CORPORATION", "CO", "COMPANY", "GMBH", "AG", "SA", "SARL", "SAS", "BV", "NV", "SPA", "SRL", "AB", "AS", "OY", "THE", "UK",
    ];

    public static string Normalise(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToUpperInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(c);
            }
            else if (c == '&')
            {
                folded.Append(" AND ");
            }
            else if (c is not ('\'' or '.') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(' ');
            }
        }

        var words = folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(word => !LegalForms.Contains(word)).ToArray();
        return string.Join(' ', kept.Length == 0 ? words : kept);
    }

    public static long HashOf(Intake.Invoice invoice) => invoice.SupplierId is { } id
        ? new StableHash().Add("id").Add(id).Value
        : new StableHash().Add("name").Add(Normalise(invoice.SupplierName ?? "")).Value;
}
