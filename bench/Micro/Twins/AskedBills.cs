using System.Globalization;
using Triage.Models.Features;
using Triage.Models.Intake;

namespace Triage.Micro.Twins;

/// <summary>
/// What is searched for: in turn one of the latest bills, a copy of one drawn from all, and such a copy with a digit of its number re-keyed. A copy
/// of an old bill is the dearer question, because under its keys many newer bills stand before it.
/// </summary>
internal static class AskedBills
{
    private const int LatestShare = 50;

    public static Invoice[] Draw(IReadOnlyList<Invoice> ledger, int count)
    {
        var chance = new SplitMix(7);
        var asked = new Invoice[count];
        for (var n = 0; n < count; n++)
        {
            var bill = n % 3 == 0 ? ledger[ledger.Count - 1 - chance.NextBelow(Math.Max(1, ledger.Count / LatestShare))] : ledger[chance.NextBelow(ledger.Count)];
            var number = n % 3 == 2 ? Rekeyed(bill.SupplierInvoiceNumber, ref chance) : bill.SupplierInvoiceNumber;
            asked[n] = bill with { SourceInvoiceId = string.Create(CultureInfo.InvariantCulture, $"asked-{n}"), SupplierInvoiceNumber = number };
        }

        return asked;
    }

    private static string? Rekeyed(string? number, ref SplitMix chance)
    {
        if (number?.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) is not (>= 0 and var at))
        {
            return number;
        }

        return $"{number[..at]}{(number[at] - '0' + 1 + chance.NextBelow(9)) % 10}{number[(at + 1)..]}";
    }
}
