namespace Triage.Grains.Replay;

/// <summary>Computes verdicts again. Reads alone: what comes of it changes nothing.</summary>
public interface IReplay
{
    /// <summary>From the features, models, policies, master data and gates that were kept.</summary>
    IAsyncEnumerable<ReplayPage> FromFeaturesAsync(ReplayScope scope, CancellationToken cancellationToken);

    /// <summary>
    /// Folds the past of each verdict and extracts its features and scores again. The whole feed is read for it, and as much memory taken as
    /// profiles do.
    /// </summary>
    IAsyncEnumerable<ReplayPage> FromPastAsync(ReplayScope scope, CancellationToken cancellationToken);
}
