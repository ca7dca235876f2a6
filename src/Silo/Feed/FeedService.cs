using Grpc.Core;
using Microsoft.Extensions.Options;
using Triage.Models.Feed;
using Triage.Silo.Access;
using Triage.Silo.Edge;
using Triage.Silo.Errors;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

internal sealed class FeedService(
    IFeedIndex index,
    FeedHub hub,
    FeedPages pages,
    FeedListing listing,
    LastingCalls lasting,
    IOptions<FeedOptions> options,
    IOptions<EdgeOptions> edge,
    TimeProvider time,
    FeedMetrics metrics) : Proto.FeedService.FeedServiceBase
{
    public override Task<Proto.ListEventsResponse> ListEvents(Proto.ListEventsRequest request, ServerCallContext context) =>
        listing.ListAsync(request, Identity.Of(context), context.CancellationToken);

    public override Task Subscribe(Proto.SubscribeRequest request, IServerStreamWriter<Proto.SubscribeResponse> responseStream, ServerCallContext context) =>
        lasting.RunAsync(context, ending => SubscribeAsync(request, responseStream, context, ending));

    private async Task SubscribeAsync(
        Proto.SubscribeRequest request, IServerStreamWriter<Proto.SubscribeResponse> responses, ServerCallContext context, CancellationToken ending)
    {
        var identity = Identity.Of(context);
        var violations = new Violations();
        var start = FeedStart.Read(identity, request.Cursor, request.FromNow, request.EventType, request.Facility, request.SourceSystem, violations);
        violations.ThrowIfAny();
        var head = await index.HeadAsync(identity.Tenant, ending);
        var begin = start.At(head);
        await using var writer = new TimedWriter<Proto.SubscribeResponse>(responses, context, edge.Value, time);
        var feed = hub.Join(identity.Tenant, head);
        var subscription = new FeedSubscription(feed, begin, start.Filter, writer, pages, options, time, metrics);
        metrics.Watch(subscription);
        try
        {
            await subscription.RunAsync(ending);
        }
        finally
        {
            metrics.Unwatch(subscription);
            hub.Leave(feed);
        }
    }
}
