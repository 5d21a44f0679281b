"""The cables of a file."""
