"""What the header says: labelled spans into fields. `header` is the door, `fragments` the public one."""
