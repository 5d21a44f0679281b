"""Corpora of invented sites that no layout file describes, for learning (see __main__)."""
