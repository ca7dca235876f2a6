using Triage.Models.Intake;

namespace Triage.Models.Matching;

public static class SupplierFingerprint
{
    /// <summary>No id, and no name with a letter or digit in it.</summary>
    public const long Unknown = 0;

    /// <summary>By id where there is one, else by normalised name; the two never meet.</summary>
    public static long Of(Invoice invoice)
    {
        if (!string.IsNullOrWhiteSpace(invoice.SupplierId))
        {
            return OfId(invoice.SupplierId);
        }

        return SupplierName.Normalise(invoice.SupplierName) is { } name ? OfName(name) : Unknown;
    }

    public static long OfId(string id) => StableHash.Of("id:" + id.Trim());

    public static long OfName(string normalised) => StableHash.Of("name:" + normalised);
}
