"""Asking a receipt's question again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aigeo.answers.asking import answer
from aigeo.answers.overlay import overlay_of
from aigeo.answers.questions import question_of
from aigeo.answers.receipt import Receipt, data, row_hash, row_hashes, rows_sha256
from aigeo.errors import InputError
from aigeo.store import Store

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """What asking again gave.

    `confirmed` says that the rows are the same, whatever else changed. `new` are rows that the
    receipt does not have, `gone` counts those that are missing now (None where the receipt was
    too long to list its rows); `sources` names sources that came, went or changed.
    """

    confirmed: bool
    asked: str
    rows_then: int
    rows_now: int
    new: list[Row]
    gone: int | None
    sources: dict[str, list[str]]
    same_data: bool

    def to_dict(self) -> dict[str, Any]:
        """Give plain values."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def verify(store: Store, made: Receipt, path: Path) -> Verified:
    """Ask a receipt's question of the graph as it is now, and compare.

    A what-if is asked with the overlay that the receipt holds. Raises InputError when the
    receipt's question cannot be read, and what asking it raises, such as NotFoundError for an
    entity that is gone.
    """
    try:
        asked, then, before = made["question"], made["answer"], made["data"]
        question = question_of(
            asked["kind"], asked["name"], asked["text"], dict(asked["parameters"])
        )
        overlay = overlay_of(asked["what_if"], path) if asked["what_if"] is not None else None
        known_at = asked["known_at"]
        rows = answer(store, question, overlay=overlay, known_at=known_at).rows
    except (KeyError, TypeError) as error:
        raise InputError(f"the question cannot be asked again: {error!r}", path=path) from None
    hashes = row_hashes(rows)
    listed = then["row_sha256"]
    new: list[Row] = []
    gone: int | None = None
    if listed is not None:
        rest = Counter(listed)
        for row in rows:
            if rest[own := row_hash(row)]:
                rest[own] -= 1
            else:
                new.append(row)
        gone = rest.total()
    now = data(store, rows)
    return Verified(
        confirmed=rows_sha256(hashes) == then["sha256"],
        asked=made["asked"],
        rows_then=then["rows"],
        rows_now=len(rows),
        new=new,
        gone=gone,
        sources=_sources(before, now),
        same_data=before["sha256"] == now["sha256"],
    )


def _sources(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[str]]:
    old = {s["id"]: s["sha256"] for s in before["versions"]}
    new = {s["id"]: s["sha256"] for s in now["versions"]}
    whole = before["complete"] and now["complete"]
    return {
        "came": sorted(new.keys() - old.keys()) if whole else [],
        "went": sorted(old.keys() - new.keys()) if whole else [],
        "changed": sorted(i for i in old.keys() & new.keys() if old[i] != new[i]),
    }
