namespace Triage.Grains.Invoices;

/// <summary>What calls that wait for a change of one activation's memory wait on; free while nobody does.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource? _next;

    /// <summary>Ends with the next change. Taken before the memory is looked at, so that none is missed.</summary>
    public Task Next => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Give()
    {
        var waited = _next;
        _next = null;
        waited?.TrySetResult();
    }
}
