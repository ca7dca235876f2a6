using Triage.Cli.Output;
using Triage.Models.Intake;
using Triage.Training.Ledgers;

namespace Triage.Cli.Evaluate;

/// <summary>Reads a whole ledger into memory, with progress; bad rows are counted and left out.</summary>
internal sealed class LedgerReading(Screen screen, TimeProvider time, string? mapping)
{
    public async Task<List<Invoice>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        Ledger.Check(path, mapping);
        var invoices = new List<Invoice>();
        var progress = new LedgerProgress();
        long bad = 0;
        async Task Read()
        {
            await foreach (var entry in Ledger.ReadAsync(path, mapping, cancellationToken, progress))
            {
                if (entry.Invoice is { } invoice)
                {
                    invoices.Add(LedgerInvoices.ToDomain(invoice.Invoice));
                }
                else
                {
                    bad++;
                }
            }
        }

        var work = Task.Run(Read, cancellationToken);
        await screen.WatchAsync($"Reading {Path.GetFileName(path)}", () => new WorkProgress(invoices.Count, null, progress.Share), work, time);
        await work;
        if (bad > 0)
        {
            screen.Line($"{bad:#,0} bad rows were left out.");
        }

        return invoices;
    }
}
