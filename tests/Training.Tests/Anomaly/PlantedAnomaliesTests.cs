using System.Collections.Immutable;
using Triage.Models.Intake;
using Triage.Training.Anomaly;

namespace Triage.Training.Tests.Anomaly;

public sealed class PlantedAnomaliesTests
{
    private const double Share = 0.05;
    private const int Days = 200;
    private static readonly int Cut = MadeLedger.First.DayNumber + 150;
    private static readonly ImmutableArray<LabelledInvoice> Ledger = MadeLedger.Of(1, Days);

    [Fact]
    public void In_the_same_seed_gives_the_same_bills_and_another_gives_others()
    {
        Assert.Equal(In(Ledger, 1).Select(Written), In(Ledger, 1).Select(Written));
        Assert.NotEqual(In(Ledger, 1).Select(Written), In(Ledger, 2).Select(Written));
    }

    [Fact]
    public void In_kinds_have_equal_parts_before_the_cut_and_after_it()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            foreach (var part in In(Ledger, (ulong)seed).Where(bill => bill.Kind is not null).GroupBy(bill => bill.Day < Cut))
            {
                var wanted = Share * Ledger.Count(bill => bill.Day < Cut == part.Key) / 5;
                var kinds = part.CountBy(bill => bill.Kind!).ToDictionary(); // filtered
                Assert.Equal(5, kinds.Count);
                // A burst is put in whole, and may end after the cut.
                Assert.All(kinds, kind => Assert.InRange(kind.Value, wanted - 20, wanted + 20));
            }
        }
    }

    [Fact]
    public void In_every_bill_differs_as_its_kind_says_and_in_nothing_else()
    {
        var before = Ledger.ToDictionary(bill => bill.Invoice.SourceInvoiceId, bill => bill.Invoice);
        foreach (var bill in In(Ledger, 3))
        {
            if (bill.Kind == "odd_frequency")
            {
                Assert.DoesNotContain(bill.Invoice.SourceInvoiceId, before.Keys);
                continue;
            }

            var (was, now) = (before[bill.Invoice.SourceInvoiceId], bill.Invoice);
            Assert.Equal(bill.Kind is "amount_times_ten" or "digit_swap", was.AmountMinor != now.AmountMinor);
            Assert.Equal(bill.Kind == "wrong_code", was.Lines[0].AccountCode != now.Lines[0].AccountCode);
            Assert.Equal(bill.Kind == "wrong_cost_centre", was.Lines[0].CostCentre != now.Lines[0].CostCentre);
            Assert.Equal((was.IssueDate, was.SupplierName, was.Facility), (now.IssueDate, now.SupplierName, now.Facility));
            Assert.Equal(now.LinesSumMinor, now.TotalMinor);
            Assert.True(bill.Kind != "amount_times_ten" || now.AmountMinor == 10 * was.AmountMinor);
            Assert.True(bill.Kind != "digit_swap" || $"{was.AmountMinor}".Order().SequenceEqual($"{now.AmountMinor}".Order()));
        }
    }

    [Fact]
    public void In_wrong_codes_were_known_before_the_bill()
    {
        var seen = new HashSet<string?>();
        foreach (var bill in In(Ledger, 4))
        {
            Assert.True(bill.Kind != "wrong_code" || seen.Contains(bill.Invoice.Lines[0].AccountCode));
            seen.Add(bill.Invoice.Lines[0].AccountCode);
        }
    }

    [Fact]
    public void In_odd_bills_stand_among_the_others_of_their_day()
    {
        var planted = In(Ledger, 5);
        Assert.Equal(planted.Select(bill => bill.Day).Order(), planted.Select(bill => bill.Day));
        var places = planted.GroupBy(bill => bill.Day).SelectMany(day => day.Select((bill, at) => (bill.Kind, At: (at + 0.5) / day.Count()))).Where(bill => bill.Kind == "odd_frequency").ToArray();
        Assert.InRange(places.Average(bill => bill.At), 0.4, 0.6);
        var days = Ledger.Select(bill => bill.Day).ToHashSet();
        Assert.All(planted, bill => Assert.Contains(bill.Day, days));
        Assert.All(planted, bill => Assert.Equal(bill.Day, bill.Invoice.IssueDate!.Value.DayNumber)); // ordered ledgers are dated
    }

    [Fact]
    public void In_ledgers_that_lack_codes_places_or_lines_are_planted_as_far_as_they_go()
    {
        ImmutableArray<LabelledInvoice> Bare(Func<Invoice, Invoice> change) => [.. Ledger.Select(bill => bill with { Invoice = change(bill.Invoice) })];
        var uncoded = Bare(invoice => invoice with { Facility = null, Lines = [.. invoice.Lines.Select(line => line with { AccountCode = null, CostCentre = null })] });
        Assert.Equal(["amount_times_ten", "digit_swap", "odd_frequency"], Kinds(uncoded));
        Assert.Equal(["amount_times_ten", "digit_swap", "odd_frequency"], Kinds(Bare(invoice => invoice with { Lines = [] })));
        var oneCode = Bare(invoice => invoice with { Lines = [.. invoice.Lines.Select(line => line with { AccountCode = "1", CostCentre = "1" })] });
        Assert.DoesNotContain("wrong_code", Kinds(oneCode));
        Assert.Equal(["amount_times_ten", "digit_swap", "wrong_code", "wrong_cost_centre"], Kinds(Bare(invoice => invoice with { SupplierName = null })));
        Assert.Empty(Kinds([]));

        string[] Kinds(ImmutableArray<LabelledInvoice> ledger) => [.. In(ledger, 6).Select(bill => bill.Kind).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void In_what_is_labelled_already_stays_as_it_is()
    {
        ImmutableArray<LabelledInvoice> labelled = [.. Ledger.Select((bill, i) => i % 2 == 0 ? bill with { Kind = "found by an auditor" } : bill)];
        var planted = In(labelled, 7).Where(bill => bill.Kind == "found by an auditor").ToArray();
        Assert.Equal(labelled.Where(bill => bill.Kind is not null), planted);
    }

    private static ImmutableArray<LabelledInvoice> In(ImmutableArray<LabelledInvoice> ledger, ulong seed) => PlantedAnomalies.In(ledger, Share, Cut, seed);

    private static string Written(LabelledInvoice bill) => $"{bill.Day} {bill.Invoice.SourceInvoiceId} {bill.Invoice.AmountMinor} {bill.Invoice.Lines[0].AccountCode} {bill.Invoice.Lines[0].CostCentre} {bill.Kind}";
}
