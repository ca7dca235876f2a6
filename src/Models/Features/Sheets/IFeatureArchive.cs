using System.Collections.Immutable;
using Triage.Models.Intake;

namespace Triage.Models.Features.Sheets;

/// <summary>What scorers were asked before each verdict, as it was stored with it. Verdicts without scores, and those of services that keep nothing, have none. Storage that cannot be reached throws as in every port.</summary>
public interface IFeatureArchive
{
    /// <summary>In feed order.</summary>
    /// <param name="afterPosition">Of the feed.</param>
    /// <param name="upToPosition">And including.</param>
    /// <param name="bytesMax">No further one is read once those read take so much; the first always is.</param>
    ValueTask<ImmutableArray<KeptFeatures>> ReadAsync(
        string tenant, long afterPosition, long upToPosition, int countMax, int bytesMax, CancellationToken cancellationToken = default);

    /// <summary>One invoice's, in the order of its events.</summary>
    ValueTask<ImmutableArray<KeptFeatures>> FindAsync(InvoiceKey key, CancellationToken cancellationToken = default);
}
