"""A cable as TEI, written and read back. `document` is the door."""
