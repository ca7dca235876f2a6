SELECT count(*) FROM model_shadow WHERE ended_at_us IS NULL
