"""What lines of other programs' forms carry for aigeo (`aigeo export ftm` and `kgx`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aigeo.load.exported import ExportContext
from aigeo.model.ids import content_hash

KEY = "aigeo"
VERSION = 1


def take(context: ExportContext, path: Path, number: int, line: dict[str, Any], id: Any) -> None:
    """Take source, statements and identities from a line; one that was changed is rejected."""
    carried = line.pop(KEY, None)
    if not isinstance(carried, dict):
        context.reject(path, number, "not from aigeo", str(id))
        return
    if carried.get("version") != VERSION:
        context.reject(path, number, "unknown version", str(carried.get("version")))
        return
    try:
        intact = carried.get("sum") == content_hash(line)
    except (ValueError, TypeError, RecursionError):
        intact = False
    if not intact:
        context.reject(path, number, "changed since it was exported", str(id))
        return
    id = carried.get("id", id)
    if carried.get("source") is not None:
        context.source(path, number, carried["source"])
    for other in carried.get("identities") or ():
        context.identity(other, id)
    for statement in carried.get("statements") or ():
        context.statement(path, number, statement)
