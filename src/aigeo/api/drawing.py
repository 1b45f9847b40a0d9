"""Rows of an answer as the hops of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aigeo.model.vocabulary import vocabulary

if TYPE_CHECKING:
    from aigeo.queries import SavedQuery
    from aigeo.store import Store

Row = Mapping[str, Any]
Hop = dict[str, Any]
Edges = Sequence[tuple[str, str, str]]
"""As `SavedQuery.edges`."""
STEP = re.compile(r"(?P<a>.+?) (?:-\[(?P<out>[A-Z_]+)\]->|<-\[(?P<in>[A-Z_]+)\]-) (?P<b>.+)")
"""A fact as saved queries spell it out: `A -[SUPPLIES]-> B`, or `B <-[SUPPLIES]- A`."""
STEPS = ("steps", "to_a", "to_b", "tie", "fact")
"""Columns of saved queries that spell facts out."""
MOST_ROWS = 12


def given_ends(store: Store, query: SavedQuery, asked: Mapping[str, Any]) -> Row:
    """Give the entities of the question that its edges tie, with names, as columns of each row."""
    ends = {end for edge in query.edges for end in (edge[0], edge[2])} - set(query.columns)
    ids = {end: asked[end] for end in sorted(ends) if asked.get(end)}
    names = store.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.name AS name",
        {"ids": sorted(set(ids.values()))},
    )
    known = {row["id"]: row["name"] for row in names}
    return {**ids, **{f"{end}_name": known.get(id, id) for end, id in ids.items()}}


def drawn(rows: Sequence[Row], edges: Edges) -> list[Row]:
    """Give the first rows as paths for `aigeo.influence.picture`; rows without facts give none."""
    found: list[Row] = []
    for row in rows[:MOST_ROWS]:
        # Facts that are spelt out know names only, so that names tie all hops together.
        hops = [
            {**hop, "from": hop["from_name"], "to": hop["to_name"]} for hop in hops_of(row, edges)
        ]
        found += [{"hops": chain} for chain in _chains(hops)]
    return found


def hops_of(row: Row, edges: Edges) -> Iterator[Hop]:
    """Give the facts of a row: those between its columns, then those that it spells out."""
    place = 0
    first = next(iter(row), "")

    def named(column: str) -> Any:
        plain = row.get("name") if column == first else None
        return row.get(f"{column}_name") or plain or row.get(column)

    for subject, kind, object_ in edges:
        start, end = row.get(subject), row.get(object_)
        if start is None or end is None or start == end:
            continue
        hop = _hop(row, place, str(row.get(kind, kind)), start, end, along=True)
        yield hop | {"from_name": named(subject), "to_name": named(object_)}
        place += 1
    for name in STEPS:
        value = row.get(name)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (step := STEP.fullmatch(text)):
                word = step["out"] or step["in"]
                yield _hop(row, place, word, step["a"], step["b"], along=bool(step["out"]))
                place += 1


def _hop(row: Row, place: int, kind: str, start: str, end: str, *, along: bool) -> Hop:
    relation = vocabulary().relation_types.get(kind)
    return {
        "fact": f"{start} {kind} {end} {along}",
        "type": kind,
        "from": start,
        "to": end,
        "from_name": start,
        "to_name": end,
        "direction": "along" if along else "against",
        "sign": relation.sign if relation is not None else 0,
        "quote": _evidence(row, "quotes", "quote", place) or "",
        "sources": _listed(_evidence(row, "sources", "sources", place)),
        "source_titles": [],
        "start": _evidence(row, "dates", "date", place),
        "confidence": row.get("confidence"),
    }


def _evidence(row: Row, many: str, one: str, place: int) -> Any:
    value = row.get(many)
    if isinstance(value, list) and value and (many != one or isinstance(value[0], list)):
        return value[min(place, len(value) - 1)]
    return row.get(one)


def _listed(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _chains(hops: Sequence[Hop]) -> Iterator[list[Hop]]:
    """Cut hops where the next one does not begin where the last one ended."""
    chain: list[Hop] = []
    for hop in hops:
        if chain and chain[-1]["to"] != hop["from"]:
            yield chain
            chain = []
        chain.append(hop)
    if chain:
        yield chain
