"""Damaged characters get the reading that they had, where that is certain. `stage` is the door."""
