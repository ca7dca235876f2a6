-- What files said, by the hash of the stored form: a file that comes back into force is stored once. Bank accounts
-- stand in it as prints under the tenant's secret. key_id is 'none' until contents are encrypted.
CREATE TABLE master_data_content (
    tenant TEXT NOT NULL,
    kind INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    key_id TEXT NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (tenant, kind, sha256)
);

-- Every version that was ever in force; the highest number of a kind is now. The primary key is the fence: of
-- two imports that both saw version n, one adds n + 1.
-- kind: 1 suppliers, 2 codes, 3 facilities, 4 calendars.
CREATE TABLE master_data_version (
    tenant TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
    version INTEGER NOT NULL CHECK (version > 0),
    sha256 BLOB NOT NULL,
    content_sha256 BLOB NOT NULL,
    file_bytes INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    restricted INTEGER NOT NULL,
    imported_by TEXT NOT NULL,
    activated_at_us INTEGER NOT NULL,
    PRIMARY KEY (tenant, kind, version)
) WITHOUT ROWID;

-- How far the open invoices were looked at because of a version, in the order of their paths. A lease spares
-- work between processes; it protects nothing.
CREATE TABLE master_data_retriage (
    tenant TEXT NOT NULL,
    kind INTEGER NOT NULL,
    version INTEGER NOT NULL,
    activated_at_us INTEGER NOT NULL,
    cursor TEXT NOT NULL DEFAULT '',
    visited INTEGER NOT NULL DEFAULT 0,
    retriaged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL,
    leased_until_us INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, kind, version)
) WITHOUT ROWID;

CREATE INDEX master_data_retriage_open ON master_data_retriage (activated_at_us) WHERE done = 0;

-- The tenant's secret under which bank accounts become prints, apart from them. Never changed: an old version's
-- prints could not be compared any more.
CREATE TABLE account_secret (
    tenant TEXT NOT NULL PRIMARY KEY,
    secret BLOB NOT NULL,
    created_at_us INTEGER NOT NULL
) WITHOUT ROWID;
