"""The command line: arguments, files, messages, exit codes. `main` is the door."""
