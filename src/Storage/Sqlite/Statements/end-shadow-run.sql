UPDATE model_shadow SET ended_at_us = (SELECT at_us FROM registry_action WHERE tenant = $tenant AND number = $number)
WHERE tenant = $tenant AND ended_at_us IS NULL
