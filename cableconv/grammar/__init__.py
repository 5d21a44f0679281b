"""The patterns of the genre: verbose, each with its source and an example."""
