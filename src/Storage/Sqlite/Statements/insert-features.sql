INSERT INTO event_features (position, payload)
VALUES ($position, $payload)
