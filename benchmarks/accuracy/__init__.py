"""Accuracy: scraped cables with known truth, a verifier, a scorer, a baseline.

Run as ``python -m benchmarks.accuracy``; benchmarks/README.md explains the figures.
Nothing here imports the converter's private parts: a converter is bytes in, bytes out.
"""
