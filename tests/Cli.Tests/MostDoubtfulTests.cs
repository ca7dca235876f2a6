using Triage.Cli.Submit;

namespace Triage.Cli.Tests;

public sealed class MostDoubtfulTests
{
    [Fact]
    public void InOrder_severity_goes_before_twin_points_before_reasons()
    {
        var kept = new MostDoubtful(10);
        kept.Add(Of("many reasons", 3, 0, 4));
        kept.Add(Of("twin", 3, 80, 1));
        kept.Add(Of("severe", 5, 0, 1));
        kept.Add(Of("few reasons", 3, 0, 1));

        Assert.Equal(["severe", "twin", "many reasons", "few reasons"], kept.InOrder().Select(invoice => invoice.InvoiceId));
    }

    [Fact]
    public void Add_more_than_fit_keeps_the_most_doubtful()
    {
        var kept = new MostDoubtful(10);
        for (int i = 0; i < 1_000; i++)
        {
            kept.Add(Of($"i{i}", 1, (i * 37) % 1_000, 1));
        }

        Assert.Equal(Enumerable.Range(990, 10).Reverse(), kept.InOrder().Select(invoice => invoice.TwinPoints));
    }

    [Fact]
    public void InOrder_two_that_name_each_other_are_one_entry_the_later()
    {
        var kept = new MostDoubtful(10);
        kept.Add(Of("a", 5, 90, 1) with { TwinInvoiceId = "b" });
        kept.Add(Of("b", 3, 80, 1) with { TwinInvoiceId = "a" });
        kept.Add(Of("c", 2, 80, 1) with { TwinInvoiceId = "a" });
        Assert.Equal(["b", "c"], kept.InOrder().Select(invoice => invoice.InvoiceId));
    }

    [Fact]
    public void InOrder_of_one_exception_are_three_at_most()
    {
        var kept = new MostDoubtful(10);
        for (int points = 1; points <= 50; points++)
        {
            kept.Add(Of($"i{points}", 5, points, 1) with { Kind = "DUPLICATE_SUSPECTED" });
        }

        kept.Add(Of("other", 1, 0, 1) with { Kind = "TAX_INVALID" });
        Assert.Equal(["i50", "i49", "i48", "other"], kept.InOrder().Select(invoice => invoice.InvoiceId));
    }

    [Fact]
    public void InOrder_place_of_an_earlier_twin_goes_to_the_next()
    {
        var kept = new MostDoubtful(10);
        for (int points = 1; points <= 4; points++)
        {
            kept.Add(Of($"i{points}", 5, points, 1) with { Kind = "DUPLICATE_SUSPECTED", TwinInvoiceId = $"later{points}" });
        }

        kept.Add(Of("later4", 5, 0, 1) with { Kind = "TAX_INVALID", TwinInvoiceId = "i4" });
        Assert.Equal(["i3", "i2", "i1", "later4"], kept.InOrder().Select(invoice => invoice.InvoiceId));
    }

    [Fact]
    public void Add_invoice_without_a_doubt_is_left_out()
    {
        var kept = new MostDoubtful(10);
        kept.Add(Of("clear", 0, 0, 1));
        Assert.Empty(kept.InOrder());
    }

    private static DoubtfulInvoice Of(string id, int severity, int twinPoints, int reasons) =>
        new(id, "REVIEW", severity, twinPoints, [.. Enumerable.Repeat("reason", reasons)]) { Kind = id };
}
