"""Where documents come from: files, folders, archives, tables. `paths` is the door."""
