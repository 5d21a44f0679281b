"""Processes in which an item that kills, hangs or fills its worker costs itself alone."""
