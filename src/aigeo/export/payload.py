"""What a line of FollowTheMoney or KGX carries so that aigeo can load it without loss.

The key `aigeo` of a line holds the statements behind it, in the form of the JSON lines export,
and a checksum of the rest of the line: a line that another program changed is then told from one
that still says what the statements say. Other programs pass over the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aigeo.export.reader import Graph
from aigeo.model.batches import batches
from aigeo.model.ids import content_hash

Row = dict[str, Any]
KEY = "aigeo"
FACTS_A_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Item:
    """An entity, a relation or a loose statement with the statements behind it."""

    row: Row
    statements: list[Row]
    identities: list[str]
    """Further ids of an entity."""


def entities(graph: Graph) -> Iterator[Item]:
    """Give the entities by id with their current and withdrawn statements."""
    for rows in batches(graph.entities(), FACTS_A_BATCH):
        ids = [row["id"] for row in rows]
        said, others = graph.statements_of(ids), graph.identities_of(ids)
        for row in rows:
            yield Item(row, said.get(row["id"], []), others.get(row["id"], []))


def relations(graph: Graph) -> Iterator[Item]:
    """Give the relations with their statements."""
    for rows in batches(graph.relations(), FACTS_A_BATCH):
        said = graph.statements_of(row["id"] for row in rows)
        for row in rows:
            yield Item(row, said.get(row["id"], []), [])


def loose(graph: Graph) -> Iterator[Row]:
    """Give the statements that support no relation.

    Negated, rejected and withdrawn ones whose fact nothing else supports, and those that tie an
    entity to itself since their ends were found to be one.
    """
    for rows in batches(graph.statements(), FACTS_A_BATCH):
        ids = {row[end] for row in rows for end in ("subject", "object") if row.get(end)}
        canonical = graph.canonical(ids)
        loops = {
            row["id"]
            for row in rows
            if row.get("object") and canonical[row["subject"]] == canonical[row["object"]]
        }
        said = graph.statements_of(sorted({row["fact"] for row in rows if not _supports(row)}))
        kept = {fact for fact, all_ in said.items() if any(map(_supports, all_))}
        for row in rows:
            if row["id"] in loops or not (_supports(row) or row["fact"] in kept):
                yield row


def signed(line: Mapping[str, Any], **carried: Any) -> Row:
    """Give a line with what it carries, and the checksum of what it says to others."""
    carried = {key: value for key, value in carried.items() if value}
    return {**line, KEY: {"version": 1, **carried, "sum": content_hash(line)}}


def is_intact(line: Mapping[str, Any]) -> bool:
    """Tell whether a signed line still says what it said when it was written."""
    rest = {key: value for key, value in line.items() if key != KEY}
    return bool(line[KEY].get("sum") == content_hash(rest))


def _supports(statement: Row) -> bool:
    return (
        statement.get("last_seen") is None
        and not statement.get("negated")
        and statement.get("review") != "rejected"
    )
