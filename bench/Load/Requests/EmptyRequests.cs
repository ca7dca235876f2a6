namespace Triage.Load.Requests;

/// <summary>The message without a field has no bytes.</summary>
internal sealed class EmptyRequests(int count) : IRequests
{
    public int Count { get; } = count;

    public byte[] this[int index] => [];

    public bool IsCopy(int index) => false;
}
