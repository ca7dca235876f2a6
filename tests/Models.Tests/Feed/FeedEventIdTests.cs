using Triage.Models.Feed;
using Triage.Models.History;
using Triage.Models.Intake;
using Triage.Models.Lifecycle;

namespace Triage.Models.Tests.Feed;

public sealed class FeedEventIdTests
{
    private static readonly FeedRow Row = new(
        7, InvoiceKey.Create("local", "erp", "4711"), 2, new EncodedEvent(InvoiceEventType.Triaged, 1_700_000_000_000_001, [1, 2, 3], [9]), "erp", "north", null);

    public static TheoryData<string, FeedRow> Others => new()
    {
        { "tenant", Row with { Key = InvoiceKey.Create("other", "erp", "4711") } },
        { "invoice", Row with { Key = InvoiceKey.Create("local", "erp", "4712") } },
        { "seq", Row with { Seq = 3 } },
        { "type", Row with { Event = Row.Event with { Type = InvoiceEventType.Cancelled } } },
        { "time", Row with { Event = Row.Event with { AtMicros = 1_700_000_000_000_002 } } },
        { "payload", Row with { Event = Row.Event with { Payload = [1, 2, 4] } } },
        { "border of tenant and invoice", Row with { Key = InvoiceKey.Create("locale", "rp", "4711") } },
    };

    /// <summary>Hosts keep these for as long as they remember what they did.</summary>
    [Fact]
    public void Of_never_changes() => Assert.Equal("-RlZ3YmTrYHEkNXiupq6Lw", FeedEventId.Of(Row));

    [Fact]
    public void Of_does_not_depend_on_the_place_in_the_feed_or_on_what_may_be_destroyed() => Assert.Equal(
        FeedEventId.Of(Row), FeedEventId.Of(Row with { Position = 99, Event = Row.Event with { Sensitive = null } }));

    [Theory, MemberData(nameof(Others))]
    public void Of_another_event_is_another(string difference, FeedRow other) => Assert.True(FeedEventId.Of(Row) != FeedEventId.Of(other), difference);
}
