-- Contents of packages by hash: a history that many versions share is stored once. In parts, so that nobody holds a large
-- file as one value.
CREATE TABLE model_file_part (
    tenant TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    part INTEGER NOT NULL CHECK (part >= 0),
    payload BLOB NOT NULL,
    PRIMARY KEY (tenant, sha256, part)
);

-- Contents of which every part is there.
CREATE TABLE model_file (
    tenant TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, sha256)
) WITHOUT ROWID;

-- Every version that was ever registered.
CREATE TABLE model_version (
    tenant TEXT NOT NULL,
    version TEXT NOT NULL,
    manifest BLOB NOT NULL,
    signature BLOB NOT NULL,
    trained_by TEXT NOT NULL CHECK (trained_by <> ''),
    registered_by TEXT NOT NULL CHECK (registered_by <> ''),
    registered_at_us INTEGER NOT NULL,
    PRIMARY KEY (tenant, version)
);

CREATE TABLE model_version_file (
    tenant TEXT NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, version, name)
) WITHOUT ROWID;

-- What was done with versions. The primary key is the fence: of two who both saw action n, one adds n + 1. The last row
-- says what is in force. Four eyes: a trigger makes trained_by and registered_by the version's own, and the check demands
-- another person than both. (Foreign keys bind only connections that ask for them; triggers bind all.)
-- kind: 1 registered, 2 shadow started, 3 shadow stopped, 4 promoted, 5 rolled back, 6 retired.
CREATE TABLE registry_action (
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
    version TEXT NOT NULL,
    in_force_before TEXT,
    in_force_after TEXT,
    shadow_after TEXT,
    actor TEXT NOT NULL CHECK (actor <> ''),
    reason TEXT NOT NULL,
    trained_by TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    key TEXT,
    request_sha256 BLOB NOT NULL,
    at_us INTEGER NOT NULL,
    PRIMARY KEY (tenant, number),
    UNIQUE (tenant, key),
    CONSTRAINT registry_action_four_eyes CHECK (kind <> 4 OR (lower(actor) <> lower(trained_by) AND lower(actor) <> lower(registered_by))),
    CONSTRAINT registry_action_in_force CHECK (
        CASE WHEN kind IN (4, 5) THEN in_force_after IS NOT NULL AND in_force_after = version
        ELSE in_force_after IS in_force_before END)
);

CREATE TRIGGER registry_action_version BEFORE INSERT ON registry_action
WHEN NOT EXISTS (
    SELECT 1 FROM model_version v
    WHERE v.tenant = NEW.tenant AND v.version = NEW.version AND v.trained_by = NEW.trained_by AND v.registered_by = NEW.registered_by)
BEGIN
    SELECT raise(ABORT, 'The version is not there, or its people are others.');
END;

-- Shadow runs, by the number of the action that started each; of a tenant one at a time. A lease spares work between
-- processes; the position protects.
CREATE TABLE model_shadow (
    tenant TEXT NOT NULL,
    number INTEGER NOT NULL,
    version TEXT NOT NULL,
    against TEXT NOT NULL,
    started_at_us INTEGER NOT NULL,
    ended_at_us INTEGER,
    position INTEGER NOT NULL,
    invoices INTEGER NOT NULL DEFAULT 0,
    same_verdict INTEGER NOT NULL DEFAULT 0,
    same_exceptions INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    leased_until_us INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, number)
) WITHOUT ROWID;

CREATE UNIQUE INDEX model_shadow_open ON model_shadow (tenant) WHERE ended_at_us IS NULL;

-- What processes brought into force by their configuration. The newest of a kind counts until the next one.
-- kind: 1 policy, 2 gate, 3 models.
CREATE TABLE configured (
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL,
    at_us INTEGER NOT NULL,
    PRIMARY KEY (kind, number)
) WITHOUT ROWID;

-- What was written of versions and actions stays as it was.
CREATE TRIGGER registry_action_unchanged BEFORE UPDATE ON registry_action BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER registry_action_kept BEFORE DELETE ON registry_action BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER model_version_unchanged BEFORE UPDATE ON model_version BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER model_version_kept BEFORE DELETE ON model_version BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER model_version_file_unchanged BEFORE UPDATE ON model_version_file BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER model_version_file_kept BEFORE DELETE ON model_version_file BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER configured_unchanged BEFORE UPDATE ON configured BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
CREATE TRIGGER configured_kept BEFORE DELETE ON configured BEGIN SELECT raise(ABORT, 'Rows are added and never changed.'); END;
