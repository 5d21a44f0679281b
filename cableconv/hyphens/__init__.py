"""What a hyphen at a line end is: evidence, words, regime. `line_end` is the door."""
