UPDATE model_shadow SET leased_until_us = 0 WHERE tenant = $1 AND number = $2
