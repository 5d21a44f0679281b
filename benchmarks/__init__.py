"""Benchmarks of cableconv. They use its public door only."""
