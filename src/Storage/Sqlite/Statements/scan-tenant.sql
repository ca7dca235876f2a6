SELECT tenant FROM store
