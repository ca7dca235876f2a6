using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Triage.Training.Ledgers;

namespace Triage.Cli.Submit;

/// <summary>The bounded number of invoices that were taken from the ledger and have no final answer yet.</summary>
internal sealed class InFlightWindow(ChannelReader<LedgerInvoice> source, int size, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<long, InFlight> _unanswered = new();
    private readonly Channel<InFlight> _outbox = Channel.CreateUnbounded<InFlight>();
    private readonly SemaphoreSlim _slots = new(size);

    /// <summary>Sent and not answered, in the order of the ledger.</summary>
    public IReadOnlyList<InFlight> Unanswered => [.. _unanswered.Values.OrderBy(item => item.Ordinal)];

    /// <summary>To be sent; ends when everything has its final answer.</summary>
    public IAsyncEnumerable<InFlight> ToSendAsync(CancellationToken cancellationToken) => _outbox.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Takes invoices while there is room, until the ledger's end and the last answer.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        long ordinal = 0;
        try
        {
            await foreach (var invoice in source.ReadAllAsync(cancellationToken))
            {
                await _slots.WaitAsync(cancellationToken);
                await _outbox.Writer.WriteAsync(new InFlight(++ordinal, invoice, time.GetTimestamp()), cancellationToken);
            }

            // All slots back: everything has its final answer.
            for (int i = 0; i < size; i++)
            {
                await _slots.WaitAsync(cancellationToken);
            }

            _outbox.Writer.Complete();
        }
        catch (Exception failure)
        {
            _outbox.Writer.Complete(failure);
        }
    }

    /// <summary>From now on a break of the stream sends it again.</summary>
    public void Sending(InFlight item) => _unanswered[item.Ordinal] = item;

    /// <returns>False for an ordinal that waits for no answer.</returns>
    public bool TryAnswer(long ordinal, [NotNullWhen(true)] out InFlight? item) => _unanswered.TryRemove(ordinal, out item);

    /// <summary>The answer was final: there is room for another.</summary>
    public void Release() => _slots.Release();

    public async Task SendLaterAsync(InFlight item, TimeSpan wait, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _outbox.Writer.TryWrite(item);
    }

    public void Dispose() => _slots.Dispose();
}
