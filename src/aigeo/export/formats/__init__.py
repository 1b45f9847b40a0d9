"""The export formats, found by file name; `neo4j_admin.py` is the format `neo4j-admin`.

A module holds `TITLE` and either `SUFFIX` and `write(graph, out)`, which writes one file to a
binary stream, or, for a format of several files, their names as `FILES` and
`write_file(graph, name, out)`. `LICENCE_INSIDE = False` says that the one file has no place for
licences and credits, which then go into a file beside it.
"""
