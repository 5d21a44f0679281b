"""A second generator and scorer, written apart from benchmarks.accuracy so that one cannot flatter
the other: other choices of header, numbering, layout and noise, and a truth kept line by line.

`cables` composes a cable, `printing` prints it as a scrape, `scoring` compares the JSON output.
"""
