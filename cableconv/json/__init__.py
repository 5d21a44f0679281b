"""A cable as JSON, written and read back. `document` is the door."""
