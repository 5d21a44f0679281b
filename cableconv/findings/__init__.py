"""What does not agree, is missing or could not be read."""
