SELECT version, ''::bytea, ''::bytea, trained_by, registered_by, registered_at_us FROM model_version WHERE tenant = $1
