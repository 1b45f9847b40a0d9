"""What changed between two answers to one question."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Key = Callable[[Row], Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """Two rows about the same thing; `columns` names what differs."""

    before: Row
    after: Row
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that only the second answer has, only the first has, both have with other values."""

    added: list[Row]
    removed: list[Row]
    changed: list[Changed]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether the two answers are the same."""
        return not (self.added or self.removed or self.changed)

    def to_dict(self) -> dict[str, Any]:
        """Give plain values: `added`, `removed`, `changed` (`before`, `after`, `columns`)."""
        return {
            "added": self.added,
            "removed": self.removed,
            "changed": [
                {"before": c.before, "after": c.after, "columns": list(c.columns)}
                for c in self.changed
            ],
            "unchanged": self.unchanged,
        }

    def rows(self) -> list[Row]:
        """Give one row a change, with a first column `change`, for tables and CSV."""
        return [
            *({"change": "added", **row} for row in self.added),
            *({"change": "removed", **row} for row in self.removed),
            *(
                {"change": mark, **row}
                for c in self.changed
                for mark, row in (("changed from", c.before), ("changed to", c.after))
            ),
        ]


def difference(before: Sequence[Row], after: Sequence[Row], key: Key | None = None) -> Difference:
    """Compare two answers whatever the order of their rows.

    `key` gives what a row is about; of rows with the same key, unlike in value and alone with that
    key on each side, the second is a change of the first.
    """
    left, right = _texts(before), _texts(after)
    gone = _rest(before, left, Counter(right))
    new = _rest(after, right, Counter(left))
    unchanged = len(before) - len(gone)
    changed: list[Changed] = []
    if key is not None:
        old_by, new_by = _grouped(gone, key), _grouped(new, key)
        for about, rows in old_by.items():
            others = new_by.get(about, [])
            if len(rows) == 1 and len(others) == 1:
                changed.append(Changed(rows[0], others[0], _differing(rows[0], others[0])))
        paired = [c.before for c in changed], [c.after for c in changed]
        gone = [row for row in gone if not any(row is p for p in paired[0])]
        new = [row for row in new if not any(row is p for p in paired[1])]
    return Difference(new, gone, changed, unchanged)


def key_of_columns(columns: dict[str, str]) -> Key | None:
    """Give the key of a saved query's rows: its columns that hold ids, by their meanings."""
    ids = [
        name
        for name, meaning in columns.items()
        if meaning.startswith(("entity id", "id of", "source id", "statement id"))
    ]
    if not ids:
        return None
    return lambda row: tuple(json.dumps(row.get(name)) for name in ids)


def _texts(rows: Sequence[Row]) -> list[str]:
    return [json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in rows]


def _rest(rows: Sequence[Row], texts: list[str], others: Counter[str]) -> list[Row]:
    rest: list[Row] = []
    for row, text in zip(rows, texts, strict=True):
        if others[text]:
            others[text] -= 1
        else:
            rest.append(row)
    return rest


def _grouped(rows: Sequence[Row], key: Key) -> dict[Any, list[Row]]:
    out: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        out[key(row)].append(row)
    return out


def _differing(before: Row, after: Row) -> tuple[str, ...]:
    names = dict.fromkeys([*before, *after])
    return tuple(name for name in names if before.get(name) != after.get(name))
