using Triage.Models.Feed;
using Triage.Models.Payloads;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

/// <summary>One page of the feed. What filters pass over costs reads, so a page may come back empty and still be on its way.</summary>
internal sealed class FeedListing(IFeedIndex index, FeedPages pages)
{
    private const int PageSizeDefault = 100;
    private const int PageSizeMax = 1000;
    private const int EventsLookedAtMax = 10_000;

    // Clients refuse messages above 4 MB unless told otherwise.
    private const int PageBytesMax = 1024 * 1024;

    public async Task<Proto.ListEventsResponse> ListAsync(Proto.ListEventsRequest request, Identity identity, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        if (request.PageSize is < 0 or > PageSizeMax)
        {
            new Fields(violations).Refuse("page_size", "must lie between 0 and 1000");
        }

        var start = FeedStart.Read(identity, request.Cursor, request.FromNow, request.EventType, request.Facility, request.SourceSystem, violations);
        violations.ThrowIfAny();
        var head = await index.HeadAsync(identity.Tenant, cancellationToken);
        var page = new Page(start.At(head), request.PageSize == 0 ? PageSizeDefault : request.PageSize);
        while (!page.IsFull && page.At.Position < head.Position && page.LookedAt < EventsLookedAtMax)
        {
            await AddAsync(page, start.Filter, identity.Tenant, cancellationToken);
        }

        page.Response.NextCursor = page.At.Write(identity.Tenant);
        page.Response.More = page.At.Position < head.Position;
        return page.Response;
    }

    private async Task AddAsync(Page page, FeedFilter filter, string tenant, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await pages.ReadAsync(tenant, page.At, int.MaxValue, cancellationToken);
            if (entries.IsEmpty)
            {
                throw new PayloadDamagedException(); // the head says that there is more
            }

            foreach (var entry in entries)
            {
                if (page.IsFull)
                {
                    return;
                }

                if (filter.Passes(entry.Row))
                {
                    page.Add(entry, await entry.MessageAsync().WaitAsync(cancellationToken));
                }
                else
                {
                    page.PassOver(entry);
                }
            }
        }
        catch (PayloadDamagedException) when (page.Response.Events.Count > 0)
        {
            // What comes before it is answered; the next page begins with the damage and says so.
            page.IsFull = true;
        }
        catch (PayloadDamagedException)
        {
            throw FeedErrors.Damaged(tenant, page.At);
        }
    }

    private sealed class Page(FeedCursor at, int sizeMax)
    {
        private int _bytes;

        public Proto.ListEventsResponse Response { get; } = new();

        public FeedCursor At { get; private set; } = at;

        public int LookedAt { get; private set; }

        public bool IsFull { get; set; }

        public void Add(FeedEntry entry, Proto.FeedEvent happened)
        {
            Response.Events.Add(happened);
            _bytes += entry.Row.Bytes;
            IsFull = Response.Events.Count == sizeMax || _bytes >= PageBytesMax;
            PassOver(entry);
        }

        public void PassOver(FeedEntry entry)
        {
            At = At with { Position = entry.Position };
            LookedAt++;
        }
    }
}
