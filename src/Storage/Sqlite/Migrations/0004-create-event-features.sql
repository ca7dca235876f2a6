-- What the scorers were asked before a verdict, by the verdict's position in the feed: apart from the event, because
-- only who judges again reads it, and in feed order, so that it is only ever added at the end.
CREATE TABLE event_features (
    position INTEGER NOT NULL PRIMARY KEY,
    payload BLOB NOT NULL
);
