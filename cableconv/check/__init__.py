"""Checks of documents and corpora, for people and for CI."""
