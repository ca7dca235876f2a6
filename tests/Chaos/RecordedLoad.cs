using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Triage.Models.Clock;
using Triage.Protos.V1;
using Triage.Verify;

namespace Triage.Chaos;

/// <summary>
/// Callers who submit one invoice after another, each under one key until it is answered, and write down
/// every call as they saw it. What they wrote is what the store is judged by.
/// </summary>
internal sealed class RecordedLoad
{
    public const int Callers = 16;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SiloUnderTest _silo;
    private readonly ConcurrentQueue<RunRecordLine> _record = new();
    private readonly ConcurrentBag<string> _otherFailures = [];
    private readonly CancellationToken _cancellationToken;
    private readonly Task[] _callers;
    private int _next;
    private int _answered;
    private int _unavailable;
    private bool _isEnding;

    private RecordedLoad(SiloUnderTest silo, CancellationToken cancellationToken)
    {
        (_silo, _cancellationToken) = (silo, cancellationToken);
        _callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync, cancellationToken))];
    }

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>How often a call ended without an answer: that the faults took effect.</summary>
    public int Unavailable => Volatile.Read(ref _unavailable);

    public static RecordedLoad Start(SiloUnderTest silo, CancellationToken cancellationToken) => new(silo, cancellationToken);

    /// <summary>Until so many more are answered.</summary>
    public async Task GoOnAsync(int invoices, TimeSpan within)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        bounded.CancelAfter(within);
        for (var enough = Answered + invoices; Answered < enough;)
        {
            await Task.Delay(10, bounded.Token);
        }
    }

    public void FaultBegan(string name) => _record.Enqueue(Fault(name, "begun"));

    public void FaultEnded(string name) => _record.Enqueue(Fault(name, "ended"));

    /// <summary>No new invoice is begun; those under way are answered. Then the record lies in the file.</summary>
    public async Task EndAsync(string recordPath)
    {
        Volatile.Write(ref _isEnding, true);
        await Task.WhenAll(_callers).WaitAsync(TimeSpan.FromMinutes(2), _cancellationToken);
        Assert.Empty(_otherFailures);
        await File.WriteAllLinesAsync(recordPath, _record.Select(line => JsonSerializer.Serialize(line)), _cancellationToken);
    }

    private async Task CallAsync()
    {
        while (!Volatile.Read(ref _isEnding))
        {
            var id = $"i{Interlocked.Increment(ref _next)}";
            while (!await SubmitAsync(id))
            {
                await Task.Delay(Pause, _cancellationToken);
            }

            Interlocked.Increment(ref _answered);
        }
    }

    private async Task<bool> SubmitAsync(string id)
    {
        var line = new RunRecordLine { Op = "Submit", Key = $"key-{id}", Result = "invoked", AtMicros = Now() };
        _record.Enqueue(line);
        try
        {
            var reply = await _silo.Intake.SubmitAsync(
                new SubmitRequest { IdempotencyKey = line.Key, Wait = Wait.Verdict, Invoice = Invoice(id) }, _silo.Headers, DateTime.UtcNow + Deadline, _cancellationToken);
            _record.Enqueue(line with
            {
                Result = "ok",
                AtMicros = Now(),
                InvoiceId = reply.InvoiceId,
                PayloadSha256 = Convert.ToHexString(reply.PayloadSha256.Span),
                ReplySha256 = Convert.ToHexString(SHA256.HashData(reply.ToByteArray())),
            });
            return true;
        }
        catch (RpcException failure)
        {
            _record.Enqueue(line with { Result = "unknown", AtMicros = Now() });
            Interlocked.Increment(ref _unavailable);
            if (failure.StatusCode is not (StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted))
            {
                _otherFailures.Add($"{id}: {failure.Status}");
                return true;
            }

            return false;
        }
    }

    private static RunRecordLine Fault(string name, string result) => new() { Op = RunRecordLine.Fault, Key = name, Result = result, AtMicros = Now() };

    private static long Now() => TimeProvider.System.NowMicros();

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
