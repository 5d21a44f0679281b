"""Collections: converted by processes or a cluster, resumable, with a report of every document."""
