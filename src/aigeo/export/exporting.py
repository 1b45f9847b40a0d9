"""Writing the graph, or a part of it, to a path or a stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aigeo.export.files import replacing, replacing_folder
from aigeo.export.notices import document
from aigeo.export.reader import Graph
from aigeo.export.registry import get_format
from aigeo.export.selection import SelectedGraph, Selection
from aigeo.store import Store

EVERYTHING = Selection()


def export_to(
    store: Store, format: str, path: Path, selection: Selection = EVERYTHING
) -> list[Path]:
    """Write the graph to `path`, which holds the whole of it or, after an error, what it held.

    A format of several files writes a folder, or one archive where `path` has the archive's
    suffix. Gives the paths written: a format without a place for licences and credits has a
    second file `<path>.licence.txt`. Raises UsageError for an unknown format, ConfigError when an
    optional package is missing, OSError where the path cannot be written.
    """
    chosen = get_format(format)
    with selected(store, selection) as graph:
        if chosen.write_folder is not None and path.suffix != chosen.suffix:
            with replacing_folder(path, chosen.files) as folder:
                chosen.write_folder(graph, folder)
            return [path]
        with replacing(path) as out:
            chosen.write(graph, out)
        if chosen.licence_inside or not path.is_file():
            return [path]
        beside = path.with_name(f"{path.name}.licence.txt")
        with replacing(beside) as out:
            out.write(document(graph.notices()).encode())
        return [path, beside]


def export_to_stream(
    store: Store, format: str, out: BinaryIO, selection: Selection = EVERYTHING
) -> None:
    """Write the graph to an open binary stream. Raises UsageError for an unknown format."""
    chosen = get_format(format)
    with selected(store, selection) as graph:
        chosen.write(graph, out)


@contextmanager
def selected(store: Store, selection: Selection) -> Iterator[Graph]:
    """Give the selected part of the graph for reading."""
    if not selection:
        yield Graph(store)
        return
    graph = SelectedGraph(store, selection)
    try:
        yield graph
    finally:
        graph.close()
