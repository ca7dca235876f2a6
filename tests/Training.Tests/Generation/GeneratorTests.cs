using Triage.Protos.V1;
using Triage.Training.Generation;

namespace Triage.Training.Tests.Generation;

public sealed class GeneratorTests
{
    [Fact]
    public void Generate_same_seed_gives_the_same_ledger_and_another_seed_another()
    {
        var first = Made(3).Select(m => m.Invoice.ToString()).ToArray();
        Assert.Equal(first, Made(3).Select(m => m.Invoice.ToString()));
        Assert.NotEqual(first, Made(4).Select(m => m.Invoice.ToString()));
    }

    [Fact]
    public void Generate_unplanted_invoices_add_up_and_ids_are_unique()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var made = Made(seed);
            Assert.Equal(made.Length, made.Select(m => m.Invoice.SourceInvoiceId).Distinct().Count());
            Assert.All(made.Where(m => m.Problem is null && m.Invoice.Kind == InvoiceKind.Invoice), m =>
            {
                Assert.Equal(m.Invoice.NetAmountMinor, m.Invoice.Lines.Sum(l => l.AmountMinor));
                Assert.Equal(m.Invoice.TotalAmountMinor, m.Invoice.NetAmountMinor + m.Invoice.TaxAmountMinor);
            });
        }
    }

    [Fact]
    public void Generate_every_kind_of_problem_is_planted() =>
        Assert.Equal(13, Made(5, 5000).Select(m => m.Problem).OfType<string>().Distinct().Count());

    private static GeneratedInvoice[] Made(ulong seed, int invoices = 1000) =>
        [.. new LedgerGenerator(new GeneratorOptions { Invoices = invoices, Seed = seed }).Generate()];
}
