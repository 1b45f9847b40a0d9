"""KGX as TSV: nodes and edges, with aigeo's statements inside, reloadable.

Lists are parted by `|`; a tab, line break or, in a list, stroke becomes a space. The column
`aigeo` is JSON text and keeps all of them.
"""

from __future__ import annotations

import json
import re
from typing import IO, Any

from aigeo.export import biolink
from aigeo.export.payload import KEY, signed
from aigeo.export.reader import Graph
from aigeo.export.spool import Spool, as_text

TITLE = "KGX in Biolink's words, TSV"
NODES, EDGES = "aigeo_nodes.tsv", "aigeo_edges.tsv"
FILES = (NODES, EDGES)
_FIRST = {
    NODES: ("id", "category", "name"),
    EDGES: ("id", "subject", "predicate", "object", "category"),
}
_BREAKS = re.compile("[\t\r\n\x00\ufeff\x1a]")


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write nodes or edges."""
    rows = biolink.nodes(graph) if name == NODES else biolink.edges(graph)
    with Spool(rows) as spool:
        columns = [c for c in spool.columns(_FIRST[name]) if c != KEY]
        out.write(("\t".join([*columns, KEY]) + "\n").encode())
        for row in spool:
            carried = row.pop(KEY)
            carried.pop("sum", None)
            cells = {column: _cell(row.get(column)) for column in columns}
            # The checksum is that of the cells as they stand.
            full = signed({c: t for c, t in cells.items() if t}, **_without_version(carried))
            text = json.dumps(full[KEY], ensure_ascii=True)
            out.write(("\t".join([*cells.values(), text]) + "\n").encode("utf-8", "replace"))


def _without_version(carried: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in carried.items() if key != "version"}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_plain(as_text(item)).replace("|", " ") for item in value)
    return _plain(as_text(value))


def _plain(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()
