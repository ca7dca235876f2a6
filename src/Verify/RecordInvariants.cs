using System.Collections.Immutable;
using System.Text.Json;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Storage.Scan;

namespace Triage.Verify;

/// <summary>I1, I3, I8 and I11: what was acknowledged is there once, and a key always had the same reply. A record does not say whose it is: one tenant must have it.</summary>
internal sealed class RecordInvariants(IReadOnlyList<IStoreScan> tenants)
{
    public const string AcknowledgedTitle = "Every acknowledged invoice exists once, as acknowledged";
    public const string RepliesTitle = "Every idempotency key had one reply";

    public async Task<(InvariantResult Acknowledged, InvariantResult Replies, InvariantResult Feed, InvariantResult Ready)> CheckAsync(string recordPath, CancellationToken cancellationToken)
    {
        var acknowledged = new Finding("I1", AcknowledgedTitle);
        var replies = new Finding("I3", RepliesTitle);
        var readiness = new Readiness();
        var feed = new FeedDeliveries(tenants);
        var replyOf = new Dictionary<(string Op, string Key), string>();
        long number = 0;
        long operations = 0;
        long? unreadable = null;
        await foreach (var text in File.ReadLinesAsync(recordPath, cancellationToken))
        {
            number++;
            if (unreadable is { } before)
            {
                acknowledged.Violated($"record line {before}: unreadable, and not the last line that a killed run may have cut");
                unreadable = null;
            }

            if (Parse(text) is not { } line)
            {
                unreadable = number;
                continue;
            }

            if (line.Op is RunRecordLine.Follow or RunRecordLine.Deliver or RunRecordLine.Heartbeat)
            {
                feed.See(line);
                continue;
            }

            readiness.See(line);
            if (line.Result != "ok")
            {
                continue;
            }

            operations++;
            acknowledged.Require(tenants.Any(scan => IsStored(scan, line)), $"{line.Op} {line.Key}: acknowledged as {line.InvoiceId}, the store has another or none");
            if (line.ReplySha256 is { } reply && !replyOf.TryAdd((line.Op, line.Key), reply))
            {
                replies.Require(replyOf[(line.Op, line.Key)] == reply, $"{line.Op} {line.Key}: two different replies");
            }
            else
            {
                replies.Checked();
            }
        }

        if (operations == 0 && feed.WasAsked)
        {
            // The record of a subscriber, and of nobody who sent anything.
            return (
                acknowledged.ResultUnlessEmpty(InvariantStatus.NotAsked), replies.ResultUnlessEmpty(InvariantStatus.NotAsked), feed.Result(), readiness.Result());
        }

        if (operations == 0)
        {
            var nothing = $"the record has no acknowledged operation in {number} lines: it proves nothing";
            acknowledged.Violated(nothing);
            replies.Violated(nothing);
        }

        return (acknowledged.Result(), replies.Result(), feed.Result(), readiness.Result());
    }

    // The key's row, the first event, and the content that it carries must all say the same.
    private static bool IsStored(IStoreScan scan, RunRecordLine line) =>
        scan.FindRequest(new RequestKey(line.Op, line.Key)) is { } stored
        && InvoiceKey.IdPrefix + stored.InvoicePath == line.InvoiceId
        && IsAcknowledged(stored.PayloadSha256, line)
        && scan.History(stored.InvoicePath).Events is [{ Event: Received received }, ..]
        && IsAcknowledged(received.PayloadSha256, line)
        && IsAcknowledged(InvoiceCodec.HashOf(received.Invoice), line);

    private static bool IsAcknowledged(ImmutableArray<byte> hash, RunRecordLine line) =>
        string.Equals(Convert.ToHexString(hash.AsSpan()), line.PayloadSha256, StringComparison.OrdinalIgnoreCase);

    private static RunRecordLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRecordLine>(text) is { } line && IsKnown(line) ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsKnown(RunRecordLine line) => line.Op switch
    {
        RunRecordLine.Fault => line is { Result: "begun" or "ended", AtMicros: not null },
        RunRecordLine.Follow => line.Result == "begun",
        RunRecordLine.Deliver => line is { Result: "ok", Position: not null, EventId: not null },
        RunRecordLine.Heartbeat => line is { Result: "ok", Position: not null },
        _ => line.Result is "invoked" or "ok" or "failed" or "unknown",
    };
}
