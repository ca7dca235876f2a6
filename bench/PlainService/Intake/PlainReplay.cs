using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;
using Triage.PlainService.Rows;

namespace Triage.PlainService.Intake;

/// <summary>What a request is answered whose key, or whose invoice, was there before.</summary>
internal sealed class PlainReplay(IDbContextFactory<PlainContext> contexts)
{
    private static readonly Func<PlainContext, string, string, string, Task<RequestRow?>> FindRequest = EF.CompileAsyncQuery(
        (PlainContext context, string tenant, string rpc, string key) => context.Requests.FirstOrDefault(row => row.Tenant == tenant && row.Rpc == rpc && row.Key == key));

    private static readonly Func<PlainContext, string, string, long, IAsyncEnumerable<EventRow>> ReadHistory = EF.CompileAsyncQuery(
        (PlainContext context, string tenant, string invoice, long last) =>
            context.Events.Where(row => row.Tenant == tenant && row.Invoice == invoice && row.Seq <= last).OrderBy(row => row.Seq).AsQueryable());

    public async Task<InvoiceResult> AnswerAsync(InvoiceKey key, SubmitCommand command, ImmutableArray<byte> payload, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await FindRequest(context, key.Tenant, command.Request.Rpc, command.Request.Key);
        if (stored is not null)
        {
            return stored.Invoice != key.Path || !stored.PayloadSha256.AsSpan().SequenceEqual(payload.AsSpan())
                ? new InvoiceResult(InvoiceOutcome.KeyReused)
                : await StateAsync(context, key, stored.ReplySeq, cancellationToken);
        }

        // Another key for the same content: the second key keeps the reply that it gets.
        var seq = await context.Invoices.Where(row => row.Tenant == key.Tenant && row.Invoice == key.Path).Select(row => row.Seq).SingleAsync(cancellationToken);
        var result = await StateAsync(context, key, seq, cancellationToken);
        if (!result.State!.PayloadSha256.AsSpan().SequenceEqual(payload.AsSpan())) // the row says that it exists
        {
            return new InvoiceResult(InvoiceOutcome.InvoiceExists);
        }

        context.Add(new RequestRow
        {
            Tenant = key.Tenant,
            Rpc = command.Request.Rpc,
            Key = command.Request.Key,
            Invoice = key.Path,
            PayloadSha256 = [.. payload],
            ReplySeq = seq,
        });
        await context.SaveChangesAsync(cancellationToken);
        return result;
    }

    private static async Task<InvoiceResult> StateAsync(PlainContext context, InvoiceKey key, long seq, CancellationToken cancellationToken)
    {
        InvoiceState? state = null;
        long at = 0;
        await foreach (var row in ReadHistory(context, key.Tenant, key.Path, seq).WithCancellation(cancellationToken))
        {
            // A verdict does not need what is sensitive: the answer shows none of it.
            state = InvoiceState.Apply(state, EventCodec.Decode((InvoiceEventType)row.Type, row.AtMicros, row.Payload, sensitive: null));
            at = row.AtMicros;
        }

        return new InvoiceResult(InvoiceOutcome.Done, state, at, IsReplay: true);
    }
}
