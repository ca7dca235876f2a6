SELECT tenant FROM registry_action WHERE number = 1
