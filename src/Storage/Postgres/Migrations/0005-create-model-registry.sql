-- Contents of packages by hash: a history that many versions share is stored once. In parts, so that nobody holds a large
-- file as one value; they are compressed already.
CREATE TABLE model_file_part (
    tenant text COLLATE "C" NOT NULL,
    sha256 bytea NOT NULL,
    part integer NOT NULL CHECK (part >= 0),
    payload bytea NOT NULL,
    PRIMARY KEY (tenant, sha256, part)
);

ALTER TABLE model_file_part ALTER COLUMN payload SET STORAGE EXTERNAL;

-- Contents of which every part is there.
CREATE TABLE model_file (
    tenant text COLLATE "C" NOT NULL,
    sha256 bytea NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (tenant, sha256)
);

-- Every version that was ever registered. The last key is there for registry_action to refer to.
CREATE TABLE model_version (
    tenant text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    manifest bytea NOT NULL,
    signature bytea NOT NULL,
    trained_by text COLLATE "C" NOT NULL CHECK (trained_by <> ''),
    registered_by text COLLATE "C" NOT NULL CHECK (registered_by <> ''),
    registered_at_us bigint NOT NULL,
    PRIMARY KEY (tenant, version),
    CONSTRAINT model_version_people UNIQUE (tenant, version, trained_by, registered_by)
);

CREATE TABLE model_version_file (
    tenant text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    sha256 bytea NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (tenant, version, name),
    FOREIGN KEY (tenant, version) REFERENCES model_version (tenant, version),
    FOREIGN KEY (tenant, sha256) REFERENCES model_file (tenant, sha256)
);

-- What was done with versions. The primary key is the fence: of two who both saw action n, one adds n + 1. The last row
-- says what is in force. Four eyes: the foreign key makes trained_by and registered_by the version's own, and the check
-- demands another person than both.
-- kind: 1 registered, 2 shadow started, 3 shadow stopped, 4 promoted, 5 rolled back, 6 retired.
CREATE TABLE registry_action (
    tenant text COLLATE "C" NOT NULL,
    number bigint NOT NULL CHECK (number > 0),
    kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 6),
    version text COLLATE "C" NOT NULL,
    in_force_before text COLLATE "C",
    in_force_after text COLLATE "C",
    shadow_after text COLLATE "C",
    actor text COLLATE "C" NOT NULL CHECK (actor <> ''),
    reason text NOT NULL,
    trained_by text COLLATE "C" NOT NULL,
    registered_by text COLLATE "C" NOT NULL,
    key text COLLATE "C",
    request_sha256 bytea NOT NULL,
    at_us bigint NOT NULL,
    PRIMARY KEY (tenant, number),
    CONSTRAINT registry_action_key UNIQUE (tenant, key),
    CONSTRAINT registry_action_version FOREIGN KEY (tenant, version, trained_by, registered_by)
        REFERENCES model_version (tenant, version, trained_by, registered_by),
    CONSTRAINT registry_action_four_eyes CHECK (kind <> 4 OR (lower(actor) <> lower(trained_by) AND lower(actor) <> lower(registered_by))),
    CONSTRAINT registry_action_in_force CHECK (
        CASE WHEN kind IN (4, 5) THEN in_force_after IS NOT NULL AND in_force_after = version
        ELSE in_force_after IS NOT DISTINCT FROM in_force_before END)
);

-- Shadow runs, by the number of the action that started each; of a tenant one at a time. A lease spares work between
-- silos; the position protects.
CREATE TABLE model_shadow (
    tenant text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    version text COLLATE "C" NOT NULL,
    against text COLLATE "C" NOT NULL,
    started_at_us bigint NOT NULL,
    ended_at_us bigint,
    position bigint NOT NULL,
    invoices bigint NOT NULL DEFAULT 0,
    same_verdict bigint NOT NULL DEFAULT 0,
    same_exceptions bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    leased_until_us bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, number),
    FOREIGN KEY (tenant, number) REFERENCES registry_action (tenant, number)
);

CREATE UNIQUE INDEX model_shadow_open ON model_shadow (tenant) WHERE ended_at_us IS NULL;

-- What silos brought into force by their configuration. The newest of a kind counts until the next one.
-- kind: 1 policy, 2 gate, 3 models.
CREATE TABLE configured (
    kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 3),
    number bigint NOT NULL CHECK (number > 0),
    name text NOT NULL,
    sha256 bytea NOT NULL,
    at_us bigint NOT NULL,
    PRIMARY KEY (kind, number)
);

-- What was written of versions and actions stays as it was.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $function$
BEGIN
    RAISE EXCEPTION 'Rows of % are added and never changed.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $function$;

CREATE TRIGGER registry_action_stays BEFORE UPDATE OR DELETE ON registry_action FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER model_version_stays BEFORE UPDATE OR DELETE ON model_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER model_version_file_stays BEFORE UPDATE OR DELETE ON model_version_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER configured_stays BEFORE UPDATE OR DELETE ON configured FOR EACH ROW EXECUTE FUNCTION refuse_change();
