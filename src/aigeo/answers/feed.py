"""Alerts as an Atom feed (RFC 4287) that feed readers and mail programs subscribe to."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from pathlib import Path
from typing import Any

from lxml import etree

from aigeo.errors import InputError

NAMESPACE = "http://www.w3.org/2005/Atom"
NEWEST = 200
"""Entries that the feed holds; the file of JSON lines holds all."""
_SAYS = {
    "new": "New",
    "began": "Began",
    "ended": "Ended",
    "withdrawn": "No longer stated",
    "corrected": "Corrected",
    "confidence": "Other confidence",
}


def write_feed(alerts: Path, feed: Path) -> None:
    """Write the newest alerts of a file of JSON lines as an Atom feed, in place of the last one.

    Raises InputError naming the line when the file is damaged.
    """
    newest: deque[tuple[str, dict[str, Any]]] = deque(maxlen=NEWEST)
    with alerts.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                newest.append((line, json.loads(line)))
            except ValueError:
                raise InputError("not JSON", path=alerts, row=number) from None
    root = etree.Element(f"{{{NAMESPACE}}}feed", nsmap={None: NAMESPACE})
    _child(root, "id", "urn:aigeo:alerts")
    _child(root, "title", "aigeo: changes about watched entities")
    _child(root, "updated", newest[-1][1]["at"])
    for line, item in reversed(newest):
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}entry")
        digest = hashlib.sha256(line.encode()).hexdigest()[:32]
        _child(entry, "id", f"urn:aigeo:alert:{digest}")
        _child(entry, "title", headline(item))
        _child(entry, "updated", item["at"])
        author = etree.SubElement(entry, f"{{{NAMESPACE}}}author")
        _child(author, "name", ", ".join(item["sources"]) or "aigeo")
        _child(entry, "content", "\n".join([*item["differs"], f"“{item['quote']}”"])).set(
            "type", "text"
        )
    fresh = feed.with_suffix(".new")
    etree.ElementTree(root).write(fresh, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    fresh.replace(feed)


def headline(change: dict[str, Any]) -> str:
    """Give a change on one line."""
    return (
        f"{_SAYS[change['change']]}: {change['subject_name']} -[{change['relation']}]-> "
        f"{change['object_name']}"
    )


def _child(parent: Any, name: str, text: str) -> Any:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    return child
