using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Triage.Models.Features;
using Triage.Models.Intake;
using Triage.Training.Generation;

namespace Triage.Training.Duplicates;

/// <summary>
/// A real history with copies planted in it: every bill is numbered by its supplier's scheme, a share of them comes again in
/// one of seven ways, and some look like copies and are none. Account codes are taken off: a bill that comes in has none yet.
/// </summary>
public static class PlantedLedger
{
    private const double DecoyShare = 0.004;
    private const int DelayDaysMax = 30;

    // To learn from, some copies come later than any that is judged.
    private const int VariedDelayDaysMax = 45;
    private const int RecurringTimes = 3;

    /// <summary>As models are judged: one way of numbering and of copying.</summary>
    /// <param name="copiesShare">Of the bills, how many come again; each kind an equal part.</param>
    public static ImmutableArray<ReceivedBill> Of(IEnumerable<Invoice> ledger, double copiesShare, ulong seed) => Of(ledger, copiesShare, seed, isVaried: false);

    /// <summary>As models learn: suppliers number in many ways and copies differ in more, so that what is learned holds where neither is known.</summary>
    /// <param name="copiesShare">Of the bills, how many come again; each kind an equal part.</param>
    public static ImmutableArray<ReceivedBill> Varied(IEnumerable<Invoice> ledger, double copiesShare, ulong seed) => Of(ledger, copiesShare, seed, isVaried: true);

    private static ImmutableArray<ReceivedBill> Of(IEnumerable<Invoice> ledger, double copiesShare, ulong seed, bool isVaried)
    {
        var chance = new Chance(seed);
        var bills = WithDecoys(ledger, chance);
        Number(bills, isVaried ? new VariedNumbers(seed) : new PlainNumbers(seed));
        // Bills are numbered as they are issued and received as the post has it: order of receipt alone must not tell a copy.
        var last = bills.Select(bill => bill.ReceivedDay).DefaultIfEmpty().Max();
        bills = [.. bills.Select(bill => bill with { ReceivedDay = bill.ReceivedDay + chance.Below(DelayDaysMax + 1) })];
        var copies = new Copies(chance, isVaried, Distinct(bills.SelectMany(bill => bill.Invoice.Lines).Select(line => line.CostCentre)), Distinct(bills.Select(bill => bill.Invoice.Facility)));
        var planted = new List<ReceivedBill>(bills);
        var kinds = Enum.GetValues<CopyKind>();
        foreach (var bill in bills)
        {
            if (bill.Decoy is null && bill.Invoice is { Kind: InvoiceKind.Invoice, AmountMinor: > 1 } && chance.Is(copiesShare))
            {
                Plant(planted, bill, copies, chance.One(kinds), 1 + chance.Below(isVaried && chance.Is(0.5) ? VariedDelayDaysMax : DelayDaysMax));
            }
        }

        return [.. planted.Where(bill => bill.ReceivedDay <= last).OrderBy(bill => bill.ReceivedDay)];
    }

    public static string NameOf(CopyKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}");

    private static string[] Distinct(IEnumerable<string?> names) => [.. names.OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static void Plant(List<ReceivedBill> into, ReceivedBill bill, Copies copies, CopyKind kind, int delayDays)
    {
        var received = bill.ReceivedDay + delayDays;
        var made = copies.Of(bill.Invoice, kind);
        for (var part = 0; part < made.Length; part++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{bill.Invoice.SourceInvoiceId}~{part + 1}");
            into.Add(new(made[part] with { SourceInvoiceId = id }, received, NameOf(kind), bill.Invoice.SourceInvoiceId, bill.Invoice.SourceInvoiceId));
        }
    }

    private static List<ReceivedBill> WithDecoys(IEnumerable<Invoice> ledger, Chance chance)
    {
        var bills = new List<ReceivedBill>();
        foreach (var invoice in ledger.Where(invoice => invoice.IssueDate is not null).OrderBy(invoice => invoice.IssueDate))
        {
            var bill = Uncoded.Of(invoice);
            var day = bill.IssueDate!.Value.DayNumber; // filtered above
            bills.Add(new(bill, day));
            if (bill.Kind != InvoiceKind.Invoice || !chance.Is(DecoyShare))
            {
                continue;
            }

            if (chance.Is(0.5))
            {
                var credited = day + 3 + chance.Below(18);
                bills.Add(new(At(bill, "credit", credited) with { Kind = InvoiceKind.CreditNote, CorrectsInvoiceNumber = bill.SourceInvoiceId }, credited, Decoy: ReceivedBill.CreditAndRebill));
                bills.Add(new(At(bill, "rebill", credited + chance.Below(5)), credited + 5, Decoy: ReceivedBill.CreditAndRebill));
            }
            else
            {
                for (var time = 1; time <= RecurringTimes; time++)
                {
                    var next = day + 30 * time + chance.Below(4);
                    bills.Add(new(At(bill, $"monthly{time}", next), next, Decoy: ReceivedBill.Recurring));
                }
            }
        }

        var last = bills.Where(bill => bill.Decoy is null).Select(bill => bill.ReceivedDay).DefaultIfEmpty().Max();
        return [.. bills.Where(bill => bill.ReceivedDay <= last).OrderBy(bill => bill.ReceivedDay)];
    }

    private static Invoice At(Invoice bill, string what, int day) =>
        bill with { SourceInvoiceId = $"{bill.SourceInvoiceId}~{what}", IssueDate = DateOnly.FromDayNumber(day), SupplierInvoiceNumber = null };

    /// <summary>A bill keeps the number that it has; a credit note names the number of what it takes back.</summary>
    private static void Number(List<ReceivedBill> bills, INumbering numbering)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < bills.Count; i++)
        {
            var invoice = bills[i].Invoice;
            var number = invoice.SupplierInvoiceNumber ?? numbering.Next(invoice, invoice.IssueDate!.Value); // only dated bills are here
            numbers[invoice.SourceInvoiceId] = number;
            var corrects = invoice.CorrectsInvoiceNumber is { } id ? numbers.GetValueOrDefault(id, id) : null;
            bills[i] = bills[i] with { Invoice = invoice with { SupplierInvoiceNumber = number, CorrectsInvoiceNumber = corrects } };
        }
    }
}
