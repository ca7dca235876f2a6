using System.Collections.Concurrent;
using System.Collections.Immutable;
using Triage.Grains.Invoices;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Silo.Intake;

namespace Triage.Silo.Tests;

/// <summary>Stands where the cluster stands: keeps what was submitted, or does what a test asks for.</summary>
internal sealed class FakeInvoices : IInvoiceDirectory
{
    public ConcurrentDictionary<string, FakeInvoiceGrain> Grains { get; } = new(StringComparer.Ordinal);

    /// <summary>By source id.</summary>
    public ConcurrentDictionary<string, Func<InvoiceResult>> Scripts { get; } = new(StringComparer.Ordinal);

    public IInvoiceGrain Get(InvoiceKey key) => Grains.GetOrAdd(key.ToString(), _ => new FakeInvoiceGrain(this));
}

internal sealed class FakeInvoiceGrain(FakeInvoices invoices) : IInvoiceGrain
{
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InvoiceState? state;

    /// <summary>What the next looks at it do instead of answering.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>How often it was looked at.</summary>
    public int Looks => Volatile.Read(ref looks);

    private int looks;

    /// <summary>What happens to it from elsewhere; whoever waits is told.</summary>
    public void Happen(InvoiceEvent happened)
    {
        state = InvoiceState.Apply(state, happened);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public SubmitCommand? Submitted { get; private set; }

    public Task<InvoiceResult> SubmitAsync(SubmitCommand command, CancellationToken cancellationToken = default)
    {
        Submitted = command;
        if (invoices.Scripts.TryGetValue(command.Invoice.SourceInvoiceId, out var script))
        {
            return Task.FromResult(script());
        }

        var isReplay = state is not null;
        state ??= InvoiceState.Apply(null, new Received { AtMicros = 1_700_000_000_000_001, Actor = command.Caller.Subject, Invoice = command.Invoice, PayloadSha256 = [1, 2, 3], Supersedes = command.Supersedes });
        return Task.FromResult(new InvoiceResult(InvoiceOutcome.Done, state, state.ReceivedAtMicros, isReplay));
    }

    public Task<InvoiceResult> ProvideReferenceAsync(ProvideReferenceCommand command, CancellationToken cancellationToken = default) => AnswerAsync();

    public Task<InvoiceResult> RetriageAsync(RetriageCommand command, CancellationToken cancellationToken = default) => AnswerAsync();

    public Task<InvoiceResult> CancelAsync(CancelCommand command, CancellationToken cancellationToken = default) => AnswerAsync();

    public Task<InvoiceOutcome> CanSupersedeAsync(Caller caller, CancellationToken cancellationToken = default) => Task.FromResult(InvoiceOutcome.Done);

    public Task<InvoiceOutcome> SupersedeAsync(string byPath, string actor, CancellationToken cancellationToken = default) => Task.FromResult(InvoiceOutcome.Done);

    public Task<InvoiceState?> GetAsync(Caller caller, CancellationToken cancellationToken = default) =>
        Task.FromResult(state is not null && caller.MaySee(state.Invoice.Facility) ? state : null);

    public Task<InvoiceState?> GetCurrentAsync(Caller caller, long atLeastSeq, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref looks);
        return Failures.TryDequeue(out var failure) ? Task.FromException<InvoiceState?>(failure) : GetAsync(caller, cancellationToken);
    }

    public async Task AwaitChangeAsync(long knownSeq, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        var next = Volatile.Read(ref changed).Task;
        if (state?.Seq == knownSeq)
        {
            await Task.WhenAny(next, Task.Delay(atMost, cancellationToken));
        }
    }

    public Task<ImmutableArray<StoredEvent>> GetHistoryAsync(Caller caller, CancellationToken cancellationToken = default) =>
        Task.FromResult(ImmutableArray<StoredEvent>.Empty);

    public Task WakeAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task FinishAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private Task<InvoiceResult> AnswerAsync() =>
        Task.FromResult(state is null ? new InvoiceResult(InvoiceOutcome.NotFound) : new InvoiceResult(InvoiceOutcome.Done, state, 5));
}
