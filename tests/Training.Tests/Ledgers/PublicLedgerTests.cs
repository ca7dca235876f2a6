using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Training.Ledgers;

namespace Triage.Training.Tests.Ledgers;

/// <summary>The shipped mappings on real ledgers, held against counts that a plain scan of the same file makes.</summary>
public sealed class PublicLedgerTests
{
    [Theory]
    [InlineData("gstt_2020-04_2020-12.csv.gz", "nhs-spend", 76_798, 122_704, 0, 1_219)]
    [InlineData("nhs_trusts_2020-04_2020-12.csv.gz", "nhs-spend-bodies", 8_728, 11_426, 0, 27)]
    [InlineData("nhs_ccgs_2020-04_2020-12.csv.gz", "nhs-spend-bodies", 15_497, 50_004, 0, 32)]
    [InlineData("oxford_2014_2016.csv.gz", "council-spend", 45_107, 45_109, 120, 2)]
    public async Task Read_shipped_mapping_gives_every_invoice_of_a_real_ledger(string file, string mapping, int invoices, int lines, int badRows, int largest)
    {
        var path = SharedData.PathOf($"spend/{file}");
        Assert.SkipWhen(path is null, SharedData.Absent);
        var read = new Counts();
        await foreach (var entry in Ledger.ReadAsync(path!, mapping, TestContext.Current.CancellationToken)) // absent ones were skipped
        {
            read.Add(entry);
        }

        Assert.Equal((invoices, lines, badRows, largest), (read.Invoices, read.Lines, read.Bad, read.Largest));
        var plain = await PlainScan.OfAsync(path!, LedgerMapping.Load(mapping));
        Assert.Equal((plain.Invoices, plain.Lines, plain.Bad, plain.Minor), (read.Invoices, read.Lines, read.Bad, read.Minor));
    }

    private sealed class Counts
    {
        public int Invoices { get; private set; }
        public int Lines { get; private set; }
        public int Bad { get; private set; }
        public int Largest { get; private set; }
        public long Minor { get; private set; }

        public void Add(LedgerEntry entry)
        {
            if (entry.Invoice is not { Invoice: var invoice })
            {
                Bad++;
                return;
            }

            Invoices++;
            Lines += invoice.Lines.Count;
            Largest = Math.Max(Largest, invoice.Lines.Count);
            Minor += invoice.Kind == InvoiceKind.CreditNote ? -invoice.TotalAmountMinor : invoice.TotalAmountMinor;
        }
    }
}
