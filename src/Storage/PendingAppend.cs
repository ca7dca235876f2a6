using Triage.Models.History;

namespace Triage.Storage;

/// <summary>An append that waits for its commit.</summary>
internal sealed class PendingAppend(InvoiceAppend? append)
{
    // Continuations must not run where the writer works.
    private readonly TaskCompletionSource<AppendResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public InvoiceAppend Append => append ?? throw new InvalidOperationException("A probe appends nothing.");

    /// <summary>Goes the way of an append and writes what is there already: whether that way is open.</summary>
    public bool IsProbe => append is null;

    public Task<AppendResult> Answer => _answer.Task;

    public AppendResult? Result { get; set; }

    public Exception? Failure { get; set; }

    /// <summary>Once: what came of it is known.</summary>
    public void Acknowledge()
    {
        if (Result is { } result)
        {
            _answer.TrySetResult(result);
        }
        else
        {
            _answer.TrySetException(Failure ?? new InvalidOperationException("An append was neither written nor refused."));
        }
    }

    public void Acknowledge(AppendResult result)
    {
        Result = result;
        Acknowledge();
    }

    public void Fail(Exception failure)
    {
        (Result, Failure) = (null, failure);
        Acknowledge();
    }
}
