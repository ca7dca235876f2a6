using System.Threading.Channels;
using Triage.Client;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>One ledger through a few streams at once; holds no more of it than the windows.</summary>
internal sealed class LedgerSubmission(TriageClient client, SubmitTally tally, RunRecord? record, TimeProvider time)
{
    public const int DefaultWindow = 256;
    private const int Streams = 2;

    public async Task RunAsync(string ledger, string? mapping, int window, LedgerProgress progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = Channel.CreateBounded<LedgerInvoice>(window);
        var tasks = new List<Task> { ReadAsync(ledger, mapping, read.Writer, progress, stop.Token) };
        for (int i = 0; i < Streams; i++)
        {
            tasks.Add(StreamAsync(read.Reader, Math.Max(1, window / Streams), stop.Token));
        }

        try
        {
            await foreach (var ended in Task.WhenEach(tasks).WithCancellation(CancellationToken.None))
            {
                await ended;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StreamAsync(ChannelReader<LedgerInvoice> read, int window, CancellationToken cancellationToken)
    {
        using var inFlight = new InFlightWindow(read, window, time);
        await new InvoiceStream(client.Intake, inFlight, new StreamAnswers(inFlight, tally, record, time), record, time).RunAsync(cancellationToken);
    }

    private async Task ReadAsync(string ledger, string? mapping, ChannelWriter<LedgerInvoice> read, LedgerProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var entry in Ledger.ReadAsync(ledger, mapping, cancellationToken, progress))
            {
                if (entry.Bad is { } bad)
                {
                    tally.Bad(bad);
                }

                if (entry.Invoice is { } invoice)
                {
                    await read.WriteAsync(invoice, cancellationToken);
                }
            }

            read.Complete();
        }
        catch (Exception failure)
        {
            read.Complete(failure);
            throw;
        }
    }
}
