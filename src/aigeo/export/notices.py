"""Licences and credits, as data and as the words that travel with a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Row = dict[str, Any]
_KEYS = ("dataset", "publisher", "licence", "attribution", "commercial_use")
RESTRICTED = "NOT FOR COMMERCIAL USE"


def notices_of(sources: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Give one row a dataset, publisher, licence and attribution, with the number of sources."""
    found: dict[str, Row] = {}
    for source in sources:
        notice = {key: source.get(key) for key in _KEYS}
        row = found.setdefault(json.dumps(notice, sort_keys=True), {**notice, "sources": 0})
        row["sources"] += 1
    return [found[key] for key in sorted(found)]


def restricted(notices: Iterable[Row]) -> list[str]:
    """Give the datasets whose licence forbids commercial use."""
    return sorted({str(n["dataset"]) for n in notices if n["commercial_use"] is False})


def lines(notices: Iterable[Row]) -> list[str]:
    """Give the notices as lines of text, without line breaks or control characters.

    What is restricted comes first; a source without a stated licence is said to have none.
    """
    notices = list(notices)
    text = []
    if closed := restricted(notices):
        text.append(f"{RESTRICTED}: {', '.join(closed)}")
    for notice in notices:
        count = notice["sources"]
        who = f" by {notice['publisher']}" if notice["publisher"] else ""
        licence = notice["licence"] or "no licence stated"
        credit = f"; {notice['attribution']}" if notice["attribution"] else ""
        plural = "source" if count == 1 else "sources"
        text.append(f"{notice['dataset']}{who} ({count} {plural}): {licence}{credit}")
    return ["".join(c if c.isprintable() else " " for c in line) for line in text]


def document(notices: Iterable[Row]) -> str:
    """Give the text of a `LICENCE.txt` beside an export."""
    head = "Licences and credits of the sources in this export, to be kept with every copy."
    return "\n".join([head, "", *lines(notices), ""])
