using CsCheck;
using Triage.Models.Intake;
using Triage.Models.Matching;

namespace Triage.Models.Tests.Matching;

public sealed class TwinScorerTests
{
    [Fact]
    public void Compare_exact_copy_gets_every_point()
    {
        var twin = Only(Invoices.Copy("2"));
        Assert.Equal("invoices/erp/2", twin.InvoiceId);
        Assert.Equal(100, twin.Points);
        Assert.False(twin.Credited);
        Assert.Equal(
            [
                new(TwinFact.SameSupplier, 10),
                new(TwinFact.SameNumber, 40),
                new(TwinFact.SameAmount, 20),
                new(TwinFact.SameIssueDate, 15),
                new(TwinFact.SamePurchaseOrder, 5),
                new(TwinFact.SameLine, 10),
            ],
            twin.Parts);
    }

    [Theory]
    [InlineData("INV-0012", TwinFact.SameNumber)]
    [InlineData("inv 12", TwinFact.SameNumberNormalised)]
    [InlineData("INV21", TwinFact.NumberOneEditApart)]
    [InlineData("INV13", TwinFact.NumberOneEditApart)]
    [InlineData("INV123", TwinFact.NumberOneEditApart)]
    [InlineData("INV1", TwinFact.NumberOneEditApart)]
    [InlineData("1NVlZ", TwinFact.NumberOneEditApart)]
    [InlineData("INV45", TwinFact.DifferentNumber)]
    [InlineData("---", TwinFact.DifferentNumber)]
    [InlineData(null, null)]
    public void Compare_numbers_give_one_fact_at_most(string? number, TwinFact? expected)
    {
        TwinFact?[] ofNumbers = [TwinFact.SameNumber, TwinFact.SameNumberNormalised, TwinFact.NumberOneEditApart, TwinFact.DifferentNumber];
        var facts = Facts(Invoices.Copy("2") with { SupplierInvoiceNumber = number }).Where(fact => ofNumbers.Contains(fact));
        Assert.Equal(expected is { } fact ? [fact] : [], facts);
    }

    [Fact]
    public void Compare_one_edit_apart_with_another_amount_is_a_different_number()
    {
        var self = Invoices.Plain with { Lines = Invoices.Plain.Lines.Add(new() { LineId = "3", AmountMinor = 5 }) };
        var next = self with { SourceInvoiceId = "2", SupplierInvoiceNumber = "INV13", TotalMinor = 1 };
        Assert.Contains(new(TwinFact.DifferentNumber, -25), Assert.Single(TwinScorer.Compare(self, null, Invoices.Found(next)).Twins).Parts);
    }

    [Fact]
    public void Compare_short_numbers_are_never_one_edit_apart()
    {
        var search = TwinScorer.Compare(
            Invoices.Plain with { SupplierInvoiceNumber = "123" }, null, Invoices.Found(Invoices.Copy("2") with { SupplierInvoiceNumber = "124" }));
        Assert.Contains(new(TwinFact.DifferentNumber, -25), Assert.Single(search.Twins).Parts);
    }

    [Theory]
    [InlineData(0, TwinFact.SameIssueDate)]
    [InlineData(-1, TwinFact.IssueDateWithinWeek)]
    [InlineData(7, TwinFact.IssueDateWithinWeek)]
    [InlineData(8, TwinFact.IssueDateWithinWindow)]
    [InlineData(-45, TwinFact.IssueDateWithinWindow)]
    [InlineData(46, null)]
    public void Compare_issue_dates_give_the_nearest_fact(int days, TwinFact? expected)
    {
        var facts = Facts(Invoices.Copy("2") with { IssueDate = Invoices.Plain.IssueDate?.AddDays(days) });
        TwinFact?[] ofDates = [TwinFact.SameIssueDate, TwinFact.IssueDateWithinWeek, TwinFact.IssueDateWithinWindow];
        Assert.Equal(expected is { } fact ? [fact] : [], facts.Where(fact => ofDates.Contains(fact)));
    }

    [Fact]
    public void Compare_amounts_in_two_currencies_or_zero_are_not_the_same()
    {
        Assert.DoesNotContain(TwinFact.SameAmount, Facts(Invoices.Copy("2") with { Currency = "EUR" }));
        var nothing = Invoices.Copy("2") with { TotalMinor = 0 };
        var search = TwinScorer.Compare(Invoices.Plain with { TotalMinor = 0 }, null, Invoices.Found(nothing));
        Assert.DoesNotContain(Assert.Single(search.Twins).Parts, part => part.Fact == TwinFact.SameAmount);
    }

    [Fact]
    public void Compare_three_equal_lines_count_more_than_two()
    {
        InvoiceLine more = new() { LineId = "3", AmountMinor = 5 };
        var self = Invoices.Plain with { Lines = Invoices.Plain.Lines.Add(more) };
        var search = TwinScorer.Compare(self, null, Invoices.Found(self with { SourceInvoiceId = "2" }));
        Assert.Contains(new(TwinFact.SameLines, 15), Assert.Single(search.Twins).Parts);
        Assert.DoesNotContain(Facts(self with { SourceInvoiceId = "2" }), fact => fact is TwinFact.SameLine or TwinFact.SameLines);
    }

    [Fact]
    public void Compare_supplier_and_amount_alone_give_thirty()
    {
        var self = Invoices.Plain with { SupplierInvoiceNumber = null, PurchaseOrder = null, IssueDate = null, Lines = [] };
        Assert.Equal(30, Assert.Single(TwinScorer.Compare(self, null, Invoices.Found(self with { SourceInvoiceId = "2" })).Twins).Points);
    }

    [Fact]
    public void Compare_credited_other_loses_forty()
    {
        var twin = Assert.Single(TwinScorer.Compare(Invoices.Plain, null, Invoices.Found(Invoices.CreditNote, Invoices.Copy("2"))).Twins);
        Assert.True(twin.Credited);
        Assert.Equal(60, twin.Points);
        Assert.Contains(new(TwinFact.OtherCredited, -40), twin.Parts);
    }

    [Fact]
    public void Compare_credit_of_another_supplier_or_number_leaves_the_other_as_it_is()
    {
        foreach (var note in new[] { Invoices.CreditNote with { SupplierId = "S-2" }, Invoices.CreditNote with { CorrectsInvoiceNumber = "INV-13" } })
        {
            Assert.False(Assert.Single(TwinScorer.Compare(Invoices.Plain, null, Invoices.Found(note, Invoices.Copy("2"))).Twins).Credited);
        }
    }

    [Fact]
    public void Compare_self_superseded_and_other_kinds_are_no_twins() => Assert.Empty(TwinScorer.Compare(
        Invoices.Plain,
        "invoices/erp/old",
        Invoices.Found(Invoices.Plain, Invoices.Copy("old"), Invoices.Plain with { SourceInvoiceId = "9", Kind = InvoiceKind.CreditNote })).Twins);

    [Fact]
    public void Compare_below_twenty_points_is_no_twin()
    {
        var weak = Invoices.Copy("2") with { SupplierInvoiceNumber = null, TotalMinor = 7, PurchaseOrder = null, Lines = [] };
        Assert.Equal(25, Only(weak).Points);
        Assert.Empty(TwinScorer.Compare(Invoices.Plain, null, Invoices.Found(weak with { IssueDate = new DateOnly(2025, 3, 15) })).Twins);
    }

    [Fact]
    public void Compare_keeps_the_most_alike_and_passes_on_the_overflow()
    {
        var others = Enumerable.Range(10, 20).Select(id => Invoices.Copy($"{id}") with { PurchaseOrder = id == 29 ? "PO-77" : null }).ToArray();
        var search = TwinScorer.Compare(Invoices.Plain, null, Invoices.Found(others) with { KeysOverflowed = 3, NumberKeysOverflowed = 2 });
        Assert.Equal(["29", "10", "11", "12", "13", "14", "15", "16", "17", "18"], search.Twins.Select(twin => twin.InvoiceId["invoices/erp/".Length..]));
        Assert.Equal((3, 2), (search.KeysOverflowed, search.NumberKeysOverflowed));
    }

    [Fact]
    public void Compare_credit_note_knows_whether_the_corrected_invoice_was_found()
    {
        Assert.True(Known(Invoices.CreditNote, Invoices.Plain));
        Assert.False(Known(Invoices.CreditNote));
        Assert.False(Known(Invoices.CreditNote, Invoices.Plain with { SupplierId = "S-2" }));
        Assert.False(Known(Invoices.CreditNote, Invoices.Plain with { Kind = InvoiceKind.CreditNote }));
        Assert.False(Known(Invoices.CreditNote with { CorrectsInvoiceNumber = "---" }, Invoices.Plain));
        Assert.Null(Known(Invoices.CreditNote with { CorrectsInvoiceNumber = " " }, Invoices.Plain));
        Assert.Null(Known(Invoices.Plain, Invoices.Copy("2")));

        static bool? Known(Invoice self, params Invoice[] found) => TwinScorer.Compare(self, null, Invoices.Found(found)).CorrectedInvoiceKnown;
    }

    [Fact]
    public void Compare_order_of_candidates_does_not_matter() =>
        Gen.Select(GenInvoice.InvoiceOrCreditNote, GenInvoice.InvoiceOrCreditNote.Array[0, 25], Gen.Int).Sample((self, others, seed) =>
        {
            others = [.. others.DistinctBy(Invoices.IdOf)];
            var shuffled = others.ToArray();
            new Random(seed).Shuffle(shuffled);
            AssertEqual(TwinScorer.Compare(self, null, Invoices.Found(others)), TwinScorer.Compare(self, null, Invoices.Found(shuffled)));
        });

    [Fact]
    public void Compare_without_credits_is_symmetric() => Gen.Select(GenInvoice.Invoice, GenInvoice.Invoice).Sample((a, b) =>
        Points(a with { SourceInvoiceId = "a" }, b) == Points(b with { SourceInvoiceId = "b" }, a));

    [Fact]
    public void Compare_points_are_the_bounded_sum_of_parts() =>
        Gen.Select(GenInvoice.InvoiceOrCreditNote, GenInvoice.InvoiceOrCreditNote.Array[0, 25]).Sample((self, others) =>
            TwinScorer.Compare(self, null, Invoices.Found(others)).Twins.All(twin =>
                twin.Points is >= 20 and <= 100 && twin.Points == Math.Clamp(twin.Parts.Sum(part => part.Points), 0, 100)));

    private static Twin Only(Invoice other) => Assert.Single(TwinScorer.Compare(Invoices.Plain, null, Invoices.Found(other)).Twins);

    private static IEnumerable<TwinFact> Facts(Invoice other) => Only(other).Parts.Select(part => part.Fact);

    private static int Points(Invoice self, Invoice other) =>
        TwinScorer.Compare(self, null, Invoices.Found(other with { SourceInvoiceId = "other" })).Twins.Sum(twin => twin.Points);

    private static void AssertEqual(TwinSearch expected, TwinSearch actual)
    {
        Assert.Equal(expected.CorrectedInvoiceKnown, actual.CorrectedInvoiceKnown);
        Assert.Equal(expected.Twins.Select(Text), actual.Twins.Select(Text));

        static string Text(Twin twin) => $"{twin.InvoiceId} {twin.Points} {twin.Credited} {string.Join(',', twin.Parts)}";
    }
}
