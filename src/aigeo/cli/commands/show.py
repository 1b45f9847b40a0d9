"""`aigeo show`: everything about one entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, printable, say
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.store import Store

_FIRST = ("type", "description", "aliases", "countries", "external_ids")
_HIDDEN = {"id", "name", "sources", "generic", *_FIRST}


@click.command(
    short_help="Show everything about one entity.",
    epilog=examples_epilog("aigeo show Huawei", "aigeo show firm:openai --format json"),
)
@click.argument("entity")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=50,
    show_default=True,
    help="Most relations in each direction, the best supported first; 0 for all.",
)
@format_option("auto", "table", "json")
@pass_state
def command(state: State, entity: str, limit: int, format: str) -> None:
    """Show an entity, by id or any name: its properties, names, and relations with evidence."""
    from aigeo.resolve.find import find

    found = described(state.store, find(state.store, entity), limit)
    if chosen(format) == "json":
        emit_json(found)
    else:
        _print(found)


def described(store: Store, id: str, limit: int = 0) -> dict[str, Any]:
    """Give an entity with its other ids and its relations, at most `limit` (0: all) each way."""
    (row,) = store.read("MATCH (e:Entity {id: $id}) RETURN e, labels(e) AS labels", {"id": id})
    properties = {k: v for k, v in sorted(row["e"].items()) if not k.startswith("_")}
    other = store.read(
        "MATCH (i:Identity {canonical: $id}) WHERE i.id <> $id RETURN i.id AS id ORDER BY id",
        {"id": id},
    )
    return {
        "id": id,
        "name": properties.pop("name"),
        "type": properties.pop("type"),
        "labels": sorted(row["labels"]),
        "other_ids": [r["id"] for r in other],
        "properties": {k: v for k, v in properties.items() if k != "id"},
        "relations": [*_relations(store, id, "out", limit), *_relations(store, id, "in", limit)],
        "relation_counts": {d: _count(store, id, d) for d in ("out", "in")},
    }


_PATTERNS = {
    "out": "MATCH (e:Entity {id: $id})-[r]->(o:Entity)",
    "in": "MATCH (e:Entity {id: $id})<-[r]-(o:Entity)",
}


def _relations(store: Store, id: str, direction: str, limit: int) -> list[dict[str, Any]]:
    rows = store.read(
        f"{_PATTERNS[direction]} RETURN type(r) AS type, o.id AS other, o.name AS other_name, "
        "properties(r) AS p ORDER BY p.statement_count DESC, p.confidence DESC, p.id"
        + (" LIMIT $limit" if limit else ""),
        {"id": id, "limit": limit},
    )
    rows.sort(key=lambda r: (r["type"], r["other_name"], r["p"]["id"]))
    return [
        {
            "direction": direction,
            "type": row["type"],
            "other": row["other"],
            "other_name": row["other_name"],
            **{key: row["p"][key] for key in sorted(row["p"])},
        }
        for row in rows
    ]


def _count(store: Store, id: str, direction: str) -> int:
    return int(store.read(f"{_PATTERNS[direction]} RETURN count(r) AS n", {"id": id})[0]["n"])


def _print(found: dict[str, Any]) -> None:
    say(f"{found['name']} ({found['type']}, {found['id']})")
    properties = found["properties"]
    for key in (*_FIRST, *(k for k in properties if k not in _HIDDEN)):
        if properties.get(key) not in (None, [], ""):
            say(f"  {key.replace('_', ' ')}: {printable(properties[key])}")
    if found["other_ids"]:
        say(f"  other ids: {', '.join(found['other_ids'])}")
    for relation in found["relations"]:
        say()
        for line in _lines(found["name"], relation):
            say(line)
    for direction, total in found["relation_counts"].items():
        shown = sum(r["direction"] == direction for r in found["relations"])
        if shown < total:
            note(f"{total - shown} more relations lead {direction}; --limit 0 shows all")
    if not found["relations"]:
        emit([], "table")


def _lines(name: str, relation: dict[str, Any]) -> list[str]:
    ends = (name, relation["other_name"])
    subject, object_ = ends if relation["direction"] == "out" else ends[::-1]
    extra = [
        f"{key.removesuffix('_name')}: {value}"
        for key, value in relation.items()
        if key.endswith("_name") and key != "other_name"
    ]
    if relation.get("status", "stated") != "stated":
        extra.append(relation["status"])
    dates = "–".join(filter(None, [relation.get("start"), relation.get("end")]))
    about = "; ".join([*extra, *([dates] if dates else [])])
    statements = relation.get("statement_count", 0)
    word = "statement" if statements == 1 else "statements"
    titles = "; ".join(relation.get("source_titles") or ())
    when = relation.get("published") or relation.get("first_seen")
    return [
        f"{subject} {relation['type']} {object_}" + (f" ({about})" if about else ""),
        f"  “{relation.get('quote', '')}”",
        f"  {', '.join(filter(None, [titles, when]))}, {statements} {word}, "
        f"confidence {relation.get('confidence', 0):.2f}",
    ]
