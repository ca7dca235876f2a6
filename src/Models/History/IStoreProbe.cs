namespace Triage.Models.History;

/// <summary>Finds out whether the store can commit now, by a write that changes nothing. One at a time.</summary>
public interface IStoreProbe
{
    /// <exception cref="StoreUnavailableException">It cannot.</exception>
    Task ProbeAsync(CancellationToken cancellationToken = default);
}
