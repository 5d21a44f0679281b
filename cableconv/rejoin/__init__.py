"""What every line end of the body is. `stage` is the door."""
