"""What a load did, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from aigeo.load.tally import Rejection


@dataclass(slots=True)
class RunReport:
    """One load of one source.

    `read` counts rows or documents, `emitted` records, `added` and `withdrawn` statements,
    `changed` statements of a subject and type that replaced another; `unchanged` says that the
    bytes were loaded before.
    """

    source: str
    loader: str
    load: str | None = None
    dry_run: bool = False
    unchanged: bool = False
    read: int = 0
    emitted: int = 0
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    reject_file: str | None = None
    forced: str | None = None
    error: str | None = None
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain values."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def write_rejections(
    path: Path, rejections: list[Rejection], given: Mapping[str, str] | None = None
) -> str | None:
    """Write rejected records as JSON lines; give the file's path, None when there are none.

    `given` has the names of the files that were read, by the parts of the source that they are.
    """
    if not rejections:
        path.unlink(missing_ok=True)
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for r in rejections:
            if r.file is not None:
                r = replace(r, file=(given or {}).get(r.file, r.file))
            record = {
                key: value
                for key, value in asdict(r).items()
                if value is not None or key in ("file", "row")
            }
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return str(path)
