using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Triage.Protos.V1;
using Triage.TestKit;
using Triage.Verify;

namespace Triage.Chaos;

public sealed class KillTests
{
    private const int Kills = 10;
    private const int Callers = 32;

    [Fact]
    public async Task Submit_killed_in_mid_load_ten_times_nothing_acknowledged_is_lost()
    {
        using var directory = new TemporaryDirectory();
        var record = new ConcurrentQueue<RunRecordLine>();
        var unknown = new ConcurrentQueue<string>();
        var next = 0;
        var cancellationToken = TestContext.Current.CancellationToken;
        for (var round = 0; round <= Kills; round++)
        {
            using var silo = await SiloUnderTest.StartAsync(directory.Path, cancellationToken);
            // What the last kill left unknown is sent again with the same key.
            var again = new ConcurrentQueue<string>(unknown);
            unknown.Clear();
            var acknowledged = 0;
            var enough = new TaskCompletionSource();
            var dead = false;
            var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(
                async () =>
                {
                    while (!Volatile.Read(ref dead))
                    {
                        if (!again.TryDequeue(out var id))
                        {
                            if (round == Kills)
                            {
                                break;
                            }

                            id = $"i{Interlocked.Increment(ref next)}";
                        }

                        if (!await SubmitAsync(silo, id, record, unknown, cancellationToken))
                        {
                            // The process is gone: what was cut off is sent again to the next one.
                            break;
                        }

                        if (Interlocked.Increment(ref acknowledged) == 150 + (round * 37))
                        {
                            enough.TrySetResult();
                        }
                    }
                },
                cancellationToken)).ToArray();
            if (round < Kills)
            {
                await enough.Task.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
                await silo.KillAsync();
                Volatile.Write(ref dead, true);
            }

            await Task.WhenAll(callers);
            if (round == Kills)
            {
                await NothingIsPendingAsync(silo, cancellationToken);
            }
        }

        // The kills took effect: some calls were cut off with an outcome that nobody knew.
        Assert.Contains(record, line => line.Result == "unknown");
        var path = Path.Combine(directory.Path, "record.jsonl");
        await File.WriteAllLinesAsync(path, record.Select(line => System.Text.Json.JsonSerializer.Serialize(line)), cancellationToken);
        var results = await StoreVerifier.VerifyAsync(directory.Path, path, cancellationToken);
        Assert.All(results.Where(r => r.Id is "I1" or "I2" or "I3" or "I10"), r => Assert.True(r.Status == InvariantStatus.Ok && r.Checked > 0, $"{r.Id}: {string.Join("; ", r.Examples)}"));
    }

    private static async Task<bool> SubmitAsync(SiloUnderTest silo, string id, ConcurrentQueue<RunRecordLine> record, ConcurrentQueue<string> unknown, CancellationToken cancellationToken)
    {
        var line = new RunRecordLine { Op = "Submit", Key = $"key-{id}", Result = "invoked" };
        record.Enqueue(line);
        try
        {
            var reply = await silo.Intake.SubmitAsync(
                new SubmitRequest { IdempotencyKey = $"key-{id}", Wait = Wait.Verdict, Invoice = Invoice(id) }, silo.Headers, DateTime.UtcNow.AddSeconds(30), cancellationToken);
            record.Enqueue(line with
            {
                Result = "ok",
                InvoiceId = reply.InvoiceId,
                PayloadSha256 = Convert.ToHexString(reply.PayloadSha256.Span),
                ReplySha256 = Convert.ToHexString(SHA256.HashData(reply.ToByteArray())),
            });
            return true;
        }
        catch (RpcException)
        {
            record.Enqueue(line with { Result = "unknown" });
            unknown.Enqueue(id);
            return false;
        }
    }

    private static async Task NothingIsPendingAsync(SiloUnderTest silo, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var tries = 0; tries < 150; tries++)
        {
            var pending = await silo.Intake.ListInvoicesAsync(new ListInvoicesRequest { InvoiceStatus = { InvoiceStatus.Received } }, silo.Headers, cancellationToken: cancellationToken);
            if (pending.Invoices.Count == 0)
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        Assert.Fail("Invoices that a crash left pending were not finished within 30 s.");
    }

    // Few share an amount: most are judged before they are stored, and some have twins.
    private static long AmountOf(string id) => 1000 + (id.Aggregate(17L, (sum, character) => ((sum * 31) + character) % 100_003) / 3);

    private static Invoice Invoice(string id) => new()
    {
        SourceSystem = "chaos",
        SourceInvoiceId = id,
        Kind = InvoiceKind.Invoice,
        Supplier = new Supplier { SupplierId = $"S{id.Length}" },
        SupplierInvoiceNumber = $"N-{id}",
        IssueDate = "2026-01-05",
        Currency = "GBP",
        TotalAmountMinor = AmountOf(id),
        Lines = { new InvoiceLine { LineId = "1", AmountMinor = AmountOf(id) } },
    };
}
