"""A collection as a database."""
