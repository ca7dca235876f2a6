using System.Collections.Immutable;
using System.Globalization;
using Triage.Models.Intake;
using Triage.Training.Generation;

namespace Triage.Training.Anomaly;

/// <summary>
/// A real history in which a share of the bills is wrong, each of five kinds in an equal part. Four kinds change a bill where it stands; odd
/// bills are put among the others of their day. So neither place nor order nor date tells what was planted.
/// </summary>
public static class PlantedAnomalies
{
    // So many bills are tried for each that is wanted; a ledger without cost centres offers none for theirs.
    private const int TriesMax = 50;

    /// <param name="ledger">In the order of receipt; what is labelled already is left as it is.</param>
    /// <param name="share">Of the bills, of all kinds together.</param>
    /// <param name="cutDay">Before it and from it on the kinds have their shares apart, so that what is judged on has them too.</param>
    public static ImmutableArray<LabelledInvoice> In(ImmutableArray<LabelledInvoice> ledger, double share, int cutDay, ulong seed)
    {
        var chance = new Chance(seed);
        var bills = ledger.ToArray();
        var kinds = Enum.GetValues<AnomalyKind>();
        var cut = bills.Count(bill => bill.Day < cutDay);
        var distortions = new Distortions(chance, Seen(bills, (_, line) => line.AccountCode), Seen(bills, Distortions.PlaceOf));
        var odd = new List<LabelledInvoice>();
        foreach (var part in new[] { 0..cut, cut..bills.Length })
        {
            var wanted = (int)Math.Round(share * (part.End.Value - part.Start.Value) / kinds.Length);
            foreach (var kind in kinds.Where(kind => kind != AnomalyKind.OddFrequency))
            {
                Distort(bills, part, distortions, kind, wanted, chance);
            }

            odd.AddRange(Odd(bills, part, wanted, odd.Count, chance));
        }

        return Merge(bills, odd, chance);
    }

    /// <summary>In the order of their days; bills of one day as they stand.</summary>
    public static ImmutableArray<LabelledInvoice> Ordered(IEnumerable<Invoice> ledger) =>
        [.. ledger.Where(invoice => invoice.IssueDate is not null).Select(invoice => new LabelledInvoice(invoice, invoice.IssueDate!.Value.DayNumber)).OrderBy(bill => bill.Day)]; // filtered

    private static SeenValues Seen(LabelledInvoice[] bills, Func<Invoice, InvoiceLine, string?> of)
    {
        var seen = new SeenValues();
        for (var i = 0; i < bills.Length; i++)
        {
            foreach (var line in bills[i].Invoice.Lines)
            {
                seen.Add(i, of(bills[i].Invoice, line));
            }
        }

        return seen;
    }

    private static void Distort(LabelledInvoice[] bills, Range part, Distortions distortions, AnomalyKind kind, int wanted, Chance chance)
    {
        var made = 0;
        for (var tried = 0; made < wanted && tried < wanted * TriesMax; tried++)
        {
            var at = part.Start.Value + chance.Below(part.End.Value - part.Start.Value);
            if (bills[at].Kind is null && distortions.Of(bills[at].Invoice, at, kind) is { } wrong)
            {
                bills[at] = bills[at] with { Invoice = wrong.Invoice, Kind = LabelledInvoice.NameOf(kind), Line = wrong.Line };
                made++;
            }
        }
    }

    private static List<LabelledInvoice> Odd(LabelledInvoice[] bills, Range part, int wanted, int madeBefore, Chance chance)
    {
        var odd = new OddBills(chance, bills);
        var made = new List<LabelledInvoice>();
        for (var tried = 0; made.Count < wanted && tried < wanted * TriesMax; tried++)
        {
            var at = part.Start.Value + chance.Below(part.End.Value - part.Start.Value);
            if (bills[at] is not { Kind: null, Invoice.Kind: InvoiceKind.Invoice })
            {
                continue;
            }

            foreach (var (invoice, day) in odd.After(at))
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{invoice.SourceInvoiceId}~{madeBefore + made.Count + 1}");
                made.Add(new(invoice with { SourceInvoiceId = id, IssueDate = DateOnly.FromDayNumber(day) }, day, LabelledInvoice.NameOf(AnomalyKind.OddFrequency)));
            }
        }

        return made;
    }

    /// <summary>What is new gets a place among the others of its day by chance.</summary>
    private static ImmutableArray<LabelledInvoice> Merge(LabelledInvoice[] bills, List<LabelledInvoice> made, Chance chance)
    {
        var ofDay = bills.CountBy(bill => bill.Day).ToDictionary();
        var placed = new List<(LabelledInvoice Bill, double At)>(bills.Length + made.Count);
        var (day, at) = (int.MinValue, 0);
        foreach (var bill in bills)
        {
            (day, at) = bill.Day == day ? (day, at + 1) : (bill.Day, 0);
            placed.Add((bill, (at + 0.5) / ofDay[day]));
        }

        placed.AddRange(made.Select(bill => (bill, chance.Unit())));
        return [.. placed.OrderBy(one => one.Bill.Day).ThenBy(one => one.At).Select(one => one.Bill)];
    }
}
