"""The known answers of the saved queries, one YAML file a query (answers/README.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "answers"


@dataclass(frozen=True, slots=True)
class Known:
    """One question and the rows that answer it."""

    query: str
    ask: dict[str, Any]
    columns: tuple[str, ...]
    rows: list[list[Any]]


def _read(path: Path) -> list[Known]:
    return [
        Known(path.stem, known["ask"], tuple(known["columns"].split()), known["rows"])
        for known in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


ANSWERS = [known for path in sorted(FOLDER.glob("*.yaml")) for known in _read(path)]
