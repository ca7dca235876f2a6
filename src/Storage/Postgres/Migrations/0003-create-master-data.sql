-- What files said, by the hash of the stored form: a file that comes back into force is stored once. Bank accounts
-- stand in it as prints under the tenant's secret. key_id is 'none' until contents are encrypted.
CREATE TABLE master_data_content (
    tenant text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    sha256 bytea NOT NULL,
    key_id text NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, kind, sha256)
);

-- Every version that was ever in force; the highest number of a kind is now. The primary key is the fence: of
-- two imports that both saw version n, one adds n + 1.
-- kind: 1 suppliers, 2 codes, 3 facilities, 4 calendars.
CREATE TABLE master_data_version (
    tenant text COLLATE "C" NOT NULL,
    kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 4),
    version bigint NOT NULL CHECK (version > 0),
    sha256 bytea NOT NULL,
    content_sha256 bytea NOT NULL,
    file_bytes bigint NOT NULL,
    entries integer NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    removed integer NOT NULL,
    restricted integer NOT NULL,
    imported_by text NOT NULL,
    activated_at_us bigint NOT NULL,
    PRIMARY KEY (tenant, kind, version)
);

-- How far the open invoices were looked at because of a version, in the order of their paths. A lease spares
-- work between silos; it protects nothing.
CREATE TABLE master_data_retriage (
    tenant text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    version bigint NOT NULL,
    activated_at_us bigint NOT NULL,
    cursor text COLLATE "C" NOT NULL DEFAULT '',
    visited bigint NOT NULL DEFAULT 0,
    retriaged bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    done boolean NOT NULL,
    leased_until_us bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, kind, version)
);

CREATE INDEX master_data_retriage_open ON master_data_retriage (activated_at_us) WHERE NOT done;

-- The tenant's secret under which bank accounts become prints, apart from them. Never changed: an old version's
-- prints could not be compared any more.
CREATE TABLE account_secret (
    tenant text COLLATE "C" PRIMARY KEY,
    secret bytea NOT NULL,
    created_at_us bigint NOT NULL
);
