namespace Triage.Load.Requests;

/// <summary>Requests in their wire form, made before the clock starts.</summary>
internal interface IRequests
{
    int Count { get; }

    byte[] this[int index] { get; }

    /// <summary>Whether the answer must name a twin.</summary>
    bool IsCopy(int index);
}
