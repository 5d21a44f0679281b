"""A saved web page: the text on it."""
