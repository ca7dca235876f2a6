using System.Text;

namespace Triage.Training.Tests.Suppliers;

/// <summary>A file of made-up suppliers, each written in some of the ways in which source systems write: cut, turned round, shortened, with a place behind it.</summary>
internal static class MadeUpSuppliers
{
    private static readonly string[] Places = ["ALDER", "BIRCH", "CEDAR", "DOGWOOD", "ELDER", "FERN", "GORSE", "HAZEL", "IVY", "JUNIPER", "KESTREL", "LARCH", "MAPLE", "NETTLE", "OAKEN", "PLOVER"];
    private static readonly string[] Things = ["BANK", "BROOK", "DALE", "FIELD", "GATE", "HILL", "MERE", "MOOR", "RIDGE", "WICK"];
    private static readonly (string Long, string Short)[] Kinds = [("HOSPITAL NHS FOUNDATION TRUST", "HOSP NHSFT"), ("MEDICAL PRACTICE", "MED PRAC"), ("COUNTY COUNCIL", "CC"), ("CARE HOME", "CARE HM")];

    public const string Header = "raw_supplier,kind,truth_name,truth_id,audit,n_payments\n";

    public static string Truth()
    {
        var file = new StringBuilder(Header);
        var number = 0;
        foreach (var place in Places)
        {
            foreach (var thing in Things)
            {
                var kind = Kinds[number % Kinds.Length];
                var name = $"{place} {thing} {kind.Long}";
                foreach (var written in new[] { name, $"{place} {thing} {kind.Short}", name[..Math.Min(15, name.Length)], $"{kind.Long} {place} {thing}", $"{place}{thing} {kind.Long} NORTH" })
                {
                    file.Append(written).Append(",made_up,").Append(name).Append(',').Append(number % 2 == 0 ? "" : $"id{number}").Append(",1,1\n");
                }

                number++;
            }
        }

        return file.ToString();
    }

    public static string NoMatch() => "raw_supplier,kind,truth_name,truth_id,audit,n_payments\n"
        + string.Concat(Enumerable.Range(0, 150).Select(at => $"PAYEE {at * 7919 % 1000} {Things[at % Things.Length]} ROOFING LIMITED,no_match,,,1,1\n"));
}
