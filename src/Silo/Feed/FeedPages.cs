using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Models.Payloads;

namespace Triage.Silo.Feed;

/// <summary>Reads of the store, a few at a time, each checked to go on where it was asked to.</summary>
internal sealed class FeedPages(IFeedIndex index, FeedEventMapping mapping, IOptions<FeedOptions> options, FeedMetrics metrics) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.ReadsMax);

    /// <summary>Empty at the head.</summary>
    /// <exception cref="PayloadDamagedException">Positions are missing in the store.</exception>
    public async Task<ImmutableArray<FeedEntry>> ReadAsync(string tenant, FeedCursor after, int countMax, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        ImmutableArray<FeedRow> rows;
        try
        {
            rows = await index.ReadAsync(tenant, after.Position, Math.Min(countMax, options.Value.PageEventsMax), options.Value.PageBytesMax, cancellationToken);
        }
        finally
        {
            _places.Release();
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Position != after.Position + 1 + i)
            {
                throw new PayloadDamagedException();
            }
        }

        metrics.OnRead(rows.Length);
        return ImmutableArray.CreateRange(rows, row => new FeedEntry(row, asked => mapping.ToProtoAsync(asked, after.Epoch)));
    }

    public void Dispose() => _places.Dispose();
}
