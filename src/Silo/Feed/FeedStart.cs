using System.Collections.Frozen;
using Triage.Models.Feed;
using Triage.Models.Lifecycle;
using Triage.Silo.Access;
using Triage.Silo.Errors;
using Triage.Silo.Intake;
using Proto = Triage.Protos.V1;

namespace Triage.Silo.Feed;

/// <summary>Where a caller begins and what it wants, as its request says.</summary>
internal sealed record FeedStart(FeedCursor? Cursor, bool FromNow, FeedFilter Filter)
{
    private const int FilterValuesMax = 100;

    public static FeedStart Read(
        Identity identity, string cursor, bool fromNow, IReadOnlyList<Proto.EventType> types, IReadOnlyList<string> facilities, IReadOnlyList<string> sources, Violations violations)
    {
        var fields = new Fields(violations);
        var given = cursor.Length == 0 ? null : FeedCursor.Read(cursor, identity.Tenant);
        if (cursor.Length > 0 && given is null)
        {
            fields.Refuse("cursor", "was not given by this feed");
        }

        if (cursor.Length > 0 && fromNow)
        {
            fields.Refuse("from_now", "must not be given together with a cursor");
        }

        var filter = new FeedFilter(
            identity.Caller,
            Bounded(types, "event_type", fields).Select(type => fields.Choice<InvoiceEventType>("event_type", (int)type)).ToFrozenSet(),
            Texts(facilities, "facility", fields),
            Texts(sources, "source_system", fields));
        return new FeedStart(given, fromNow, filter);
    }

    /// <summary>The place in a feed that has this head.</summary>
    public FeedCursor At(FeedHead head) => Cursor switch
    {
        { } cursor when cursor.Epoch != head.Epoch => throw FeedErrors.EpochChanged(),
        { } cursor when cursor.Position > head.Position => throw FeedErrors.CursorAhead(),
        { } cursor => cursor,
        null => new FeedCursor(head.Epoch, FromNow ? head.Position : 0),
    };

    private static FrozenSet<string> Texts(IReadOnlyList<string> values, string field, Fields fields)
    {
        foreach (var value in Bounded(values, field, fields))
        {
            fields.RequiredIdentifier(field, value);
        }

        return values.Take(FilterValuesMax).ToFrozenSet(StringComparer.Ordinal);
    }

    private static IEnumerable<T> Bounded<T>(IReadOnlyList<T> values, string field, Fields fields)
    {
        if (values.Count > FilterValuesMax)
        {
            fields.Refuse(field, "must be at most 100");
        }

        return values.Take(FilterValuesMax);
    }
}
