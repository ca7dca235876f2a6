using System.Collections.Immutable;
using CsCheck;
using Triage.Models.Features.Anomaly;
using Triage.Models.Intake;

namespace Triage.Models.Tests.Features.Anomaly;

public sealed class AnomalyFeaturesTests
{
    private static readonly DateOnly First = new(2024, 1, 1);

    private static readonly Gen<InvoiceLine> Line = Gen.Select(
        Gen.OneOf(Gen.Long[-5000, 5000], Gen.Long[-1_000_000_000_000, 1_000_000_000_000]), Gen.Int[0, 5], Gen.Int[0, 5],
        (amount, code, place) => new InvoiceLine { LineId = "1", AmountMinor = amount, AccountCode = code == 0 ? null : $"8120{code}", CostCentre = place == 0 ? null : $"4000{place}" });

    private static readonly Gen<Invoice> Any = Gen.Select(
        Line.Array[0, 6], Gen.Int[0, 4], Gen.Int[-1, 60], Gen.Bool, Gen.Bool,
        (lines, supplier, day, isCredit, hasFacility) => new Invoice
        {
            SourceSystem = "erp",
            SourceInvoiceId = "1",
            Kind = isCredit ? InvoiceKind.CreditNote : InvoiceKind.Invoice,
            SupplierName = supplier == 0 ? null : $"Supplier {supplier}",
            Currency = "GBP",
            Facility = hasFacility ? "north" : null,
            IssueDate = day < 0 ? null : First.AddDays(day),
            Lines = [.. lines],
        });

    [Fact]
    public void Extract_any_bill_of_any_history_is_finite_and_never_below_missing() => Any.Array[0, 80].Sample(invoices =>
    {
        var history = new AnomalyHistory();
        var row = new AnomalyRow();
        Span<float> surprises = stackalloc float[AnomalySurprises.Schema.Count];
        foreach (var invoice in invoices)
        {
            AnomalyFeatures.Extract(invoice, history, row);
            for (var i = 0; i < row.Values.Length; i++)
            {
                Assert.True(float.IsFinite(row.Values[i]) && (row.Values[i] >= 0 || row.Values[i] == AnomalyFeatures.Missing), $"{AnomalyFeatures.Schema.Names[i]} is {row.Values[i]}");
            }

            AnomalySurprises.Fill(row.Values, surprises);
            foreach (var surprise in surprises)
            {
                Assert.True(surprise >= 0);
            }

            history.Add(invoice);
        }
    }, iter: 200);

    [Fact]
    public void Extract_asks_and_changes_nothing() => Any.Array[1, 40].Sample(invoices =>
    {
        var (asked, silent) = (new AnomalyHistory(), new AnomalyHistory());
        var (one, other) = (new AnomalyRow(), new AnomalyRow());
        foreach (var invoice in invoices)
        {
            AnomalyFeatures.Extract(invoices[0], asked, one);
            AnomalyFeatures.Extract(invoice, asked, one);
            AnomalyFeatures.Extract(invoice, silent, other);
            Assert.Equal(one.Values.ToArray(), other.Values.ToArray());
            asked.Add(invoice);
            silent.Add(invoice);
        }
    }, iter: 100);

    [Fact]
    public void Schema_names_are_different_and_each_has_a_respect()
    {
        Assert.Equal(AnomalyFeatures.Schema.Count, AnomalyFeatures.Schema.Names.Distinct().Count());
        Assert.Equal(AnomalyFeatures.Schema.Count, AnomalyFeatures.Respects.Length);
        Assert.Equal(AnomalySurprises.Schema.Count, AnomalySurprises.Respects.Length);
    }

    [Fact]
    public void Extract_without_history_says_that_nothing_can_be_known()
    {
        var row = Extracted(Bill(100, 0), new());
        Assert.Equal(AnomalyFeatures.Missing, Value(row, "amount_above_supplier"));
        Assert.Equal(AnomalyFeatures.Missing, Value(row, "code_surprise_supplier"));
        Assert.Equal(AnomalyFeatures.Missing, Value(row, "gap_days"));
        Assert.Equal(0, Value(row, "supplier_bills"));
    }

    [Fact]
    public void Extract_tenfold_and_exchanged_amounts_are_held_against_what_came()
    {
        var history = Usual(20);
        Assert.Equal(MathF.Log(21), Value(Extracted(Bill(123_450, 20), history), "amount_tenth_times"));
        Assert.Equal(MathF.Log(21), Value(Extracted(Bill(13_245, 20), history), "amount_exchanged_times"));
        var usual = Extracted(Bill(12_345, 20), history);
        Assert.Equal((AnomalyFeatures.Missing, 0), (Value(usual, "amount_tenth_times"), Value(usual, "amount_exchanged_times")));
        Assert.Equal(40, Value(Extracted(Bill(123_450, 20), history), "amount_above_supplier"));
    }

    [Fact]
    public void Extract_names_the_lines_it_speaks_of()
    {
        var history = Usual(20);
        var bill = Bill(12_345, 20);
        var line = bill.Lines[0];
        var row = Extracted(bill with { Lines = [line, line with { CostCentre = "49999" }, line with { AmountMinor = 99_999 }, line with { AccountCode = "89999" }] }, history);
        Assert.Equal((2, 3, 1), (row.AmountLine, row.CodeLine, row.PlaceLine));
        var bare = Extracted(bill with { Lines = [] }, history);
        Assert.Equal((-1, -1, -1), (bare.AmountLine, bare.CodeLine, bare.PlaceLine));
    }

    [Fact]
    public void Extract_more_bills_in_a_week_than_ever_are_counted()
    {
        var history = Usual(20); // one a week
        history.Add(Bill(12_345, 20));
        history.Add(Bill(12_345, 20));
        var row = Extracted(Bill(12_345, 20), history);
        Assert.Equal(3, Value(row, "week_bills_record_share"));
        Assert.True(Value(row, "week_bills_surprise") > 1);
        Assert.True(Value(row, "day_bills_above") > 1);
    }

    [Fact]
    public void MostUsual_finds_the_amount_before_two_digits_were_exchanged() => Gen.Select(Gen.Long[10, 99_999_999], Gen.Int[0, 7], Gen.Int[0, 7], Gen.Bool).Sample((amount, first, second, isCredit) =>
    {
        var digits = $"{amount}".ToCharArray();
        (first, second) = (first % digits.Length, second % digits.Length);
        (digits[first], digits[second]) = (digits[second], digits[first]);
        if (digits[first] == digits[second] || digits[0] == '0')
        {
            return;
        }

        var sign = isCredit ? -1 : 1;
        var latest = new LatestAmounts();
        latest.Add(sign * amount, 1);
        Assert.Equal((1, sign * amount), ExchangedDigits.MostUsual(sign * long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), latest));
    });

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    [InlineData(7)]
    public void MostUsual_any_amount_is_taken(long amount) => Assert.Equal(0, ExchangedDigits.MostUsual(amount, new()).Times);

    [Fact]
    public void MostInWindow_is_what_is_counted_window_by_window() => Gen.Select(Gen.Int[0, 3].Array[1, 300], Gen.Int[1, 9], Gen.Int[0, 400]).Sample((steps, window, before) =>
    {
        var latest = new LatestAmounts();
        var days = new List<int>();
        foreach (var step in steps)
        {
            days.Add((days.Count == 0 ? 0 : days[^1]) + step);
            latest.Add(1, days[^1]);
        }

        var kept = days.TakeLast(LatestAmounts.AmountsMax).Where(day => day < before).ToArray();
        Assert.Equal(kept.Select(last => kept.Count(day => day <= last && day > last - window)).DefaultIfEmpty().Max(), latest.MostInWindow(window, before));
    });

    private static AnomalyHistory Usual(int weeks)
    {
        var history = new AnomalyHistory();
        for (var week = 0; week < weeks; week++)
        {
            history.Add(Bill(12_345, week));
        }

        return history;
    }

    private static AnomalyRow Extracted(Invoice invoice, AnomalyHistory history)
    {
        var row = new AnomalyRow();
        AnomalyFeatures.Extract(invoice, history, row);
        return row;
    }

    private static float Value(AnomalyRow row, string name) => row.Values[AnomalyFeatures.Schema.Names.IndexOf(name)];

    private static Invoice Bill(long amount, int week) => new()
    {
        SourceSystem = "erp",
        SourceInvoiceId = $"{week}",
        Kind = InvoiceKind.Invoice,
        SupplierName = "Gauze Limited",
        Currency = "GBP",
        IssueDate = First.AddDays(7 * week),
        Lines = ImmutableArray.Create(new InvoiceLine { LineId = "1", AmountMinor = amount, AccountCode = "81200", CostCentre = "40001" }),
    };
}
