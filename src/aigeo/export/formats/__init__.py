"""The export formats, found by file name.

A module `<name>.py` holds `TITLE`, `SUFFIX` and `write(graph, out)`, which writes one file to a
binary stream; a format of several files also has `write_folder(graph, folder)` and their names as
`FILES`, and its `write` gives them as one archive.
"""
