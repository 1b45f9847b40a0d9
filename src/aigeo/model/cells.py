"""The evidence of a dataset statement as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

CELL_SHOWN = 160
"""Characters of a cell that a quote shows; the statement has the cell."""


def cell_quote(statement: Mapping[str, Any]) -> str:
    """Give the evidence of a dataset statement as text: file, row and the cells it rests on."""
    cells = orjson.loads(statement.get("columns") or "{}")
    shown = "; ".join(f"{column}: {_short(text)}" for column, text in cells.items())
    return f"{cell_begin(statement)}{shown}"


def cell_begin(statement: Mapping[str, Any]) -> str:
    """Give the beginning of that text, which names file and row."""
    return f"{statement.get('part') or 'row'} row {statement.get('row')}: "


def _short(text: str) -> str:
    return text if len(text) <= CELL_SHOWN else text[: CELL_SHOWN - 1].rstrip() + "…"
