"""Page markers, running headers, stamps, section restarts. `stage` is the door."""
