using Microsoft.EntityFrameworkCore;
using Npgsql;
using Triage.Grains.Invoices;
using Triage.Models.Clock;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Matching;
using Triage.Storage;

namespace Triage.PlainService.Intake;

/// <summary>
/// One transaction a call: look for twins, judge, write every row. The feed's lock is taken by the last statement before the
/// commit. Of two twins sent in the same instant neither may see the other, which the service does promise.
/// </summary>
internal sealed class PlainSubmission(
    IDbContextFactory<PlainContext> contexts, PlainReplay replay, PlainJudge judge, TimeProvider time, InvoiceMetrics metrics, StorageMetrics storage)
{
    public async Task<InvoiceResult> SubmitAsync(InvoiceKey key, SubmitCommand command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var payload = InvoiceCodec.HashOf(command.Invoice);
        var began = time.GetTimestamp();
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var received = new Received
            {
                AtMicros = time.NowMicros(),
                Actor = command.Caller.Subject,
                Request = command.Request,
                Invoice = command.Invoice,
                PayloadSha256 = payload,
            };
            var candidates = await PlainTwins.FindAsync(context, key, BlockingKeys.ToLookUp(command.Invoice), cancellationToken);
            var triaged = judge.Judge(command.Invoice, candidates);
            var after = InvoiceState.Apply(InvoiceState.Apply(null, received), triaged);
            var (first, second) = (EventCodec.Encode(received), EventCodec.Encode(triaged));
            PlainRows.Add(context, key, command.Request, after, first);
            await context.SaveChangesAsync(cancellationToken);
            await WriteEventsAsync(context, key, first, second, cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            metrics.OnReceived(judgedFirst: true);
            metrics.OnTriaged(triaged.Verdict, time.GetElapsedTime(began));
            storage.OnCommitted(1, 2, time.GetElapsedTime(began));
            return new InvoiceResult(InvoiceOutcome.Done, after, triaged.AtMicros);
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The key or the invoice was there before; the transaction is rolled back.
        }

        return await replay.AnswerAsync(key, command, payload, cancellationToken);
    }

    // One statement, so that the tenant's row is locked for one exchange and the commit.
    private static Task<int> WriteEventsAsync(PlainContext context, InvoiceKey key, EncodedEvent first, EncodedEvent second, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            WITH head AS (
                INSERT INTO feed_head AS h (tenant, position) VALUES ({key.Tenant}, 2)
                ON CONFLICT (tenant) DO UPDATE SET position = h.position + 2 RETURNING position)
            INSERT INTO event (tenant, invoice, seq, position, type, at_us, payload)
            SELECT {key.Tenant}, {key.Path}, 1, head.position - 1, {(short)first.Type}, {first.AtMicros}, {first.Payload} FROM head
            UNION ALL
            SELECT {key.Tenant}, {key.Path}, 2, head.position, {(short)second.Type}, {second.AtMicros}, {second.Payload} FROM head
            """,
            cancellationToken);
}
