"""Writing the graph to a path or a stream."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from aigeo.export.files import replacing, replacing_folder
from aigeo.export.reader import Graph
from aigeo.export.registry import get_format
from aigeo.store import Store


def export_to(store: Store, format: str, path: Path) -> None:
    """Write the graph to `path`, which holds the whole of it or, after an error, what it held.

    A format of several files writes a folder, or one archive where `path` has the archive's
    suffix. Raises UsageError for an unknown format, OSError where the path cannot be written.
    """
    chosen = get_format(format)
    graph = Graph(store)
    if chosen.write_folder is not None and path.suffix != chosen.suffix:
        with replacing_folder(path, chosen.files) as folder:
            chosen.write_folder(graph, folder)
    else:
        with replacing(path) as out:
            chosen.write(graph, out)


def export_to_stream(store: Store, format: str, out: BinaryIO) -> None:
    """Write the graph to an open binary stream. Raises UsageError for an unknown format."""
    get_format(format).write(Graph(store), out)
