"""The header, line by line: which element each line opens or continues. `stage` is the door."""
