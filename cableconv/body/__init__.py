"""The body: headings, paragraphs, lists, tables, kept lines, signature. `stage` is the door."""
