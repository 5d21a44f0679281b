"""What the publishing site added around and inside a cable. `stage` is the door."""
