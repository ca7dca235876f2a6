using Microsoft.Extensions.Options;
using Triage.Models.Features.Sheets;
using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.MasterData;
using Triage.Models.Policy;

namespace Triage.Grains.Replay;

internal sealed class Replay(
    IFeedIndex feed, IInvoiceLog log, IFeatureArchive features, IModelArtefacts models, IPolicyArchive policies, IMasterDataArchive masterData, IOptions<ReplayOptions> options) : IReplay
{
    public IAsyncEnumerable<ReplayPage> FromFeaturesAsync(ReplayScope scope, CancellationToken cancellationToken)
    {
        var workers = options.Value.WorkersCount > 0 ? options.Value.WorkersCount : Math.Max(1, Environment.ProcessorCount / 2); // scoring needs the rest
        var replay = new FeatureReplay(feed, log, features, Artefacts(scope.Tenant, withHistory: false), workers);
        return scope.One is { } key ? One(replay.OneAsync(key, scope, cancellationToken)) : replay.AllAsync(scope, cancellationToken);
    }

    public IAsyncEnumerable<ReplayPage> FromPastAsync(ReplayScope scope, CancellationToken cancellationToken) =>
        new PastReplay(feed, log, Artefacts(scope.Tenant, withHistory: true)).AllAsync(scope, cancellationToken);

    private ReplayArtefacts Artefacts(string tenant, bool withHistory) => new(tenant, withHistory, models, policies, masterData);

    private static async IAsyncEnumerable<ReplayPage> One(Task<ReplayPage> page)
    {
        yield return await page;
    }
}
