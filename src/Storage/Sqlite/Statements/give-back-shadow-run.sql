UPDATE model_shadow SET leased_until_us = 0 WHERE tenant = $tenant AND number = $number
