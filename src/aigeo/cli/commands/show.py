"""`aigeo show`: everything about one entity."""

from __future__ import annotations

from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option, note, printable, say
from aigeo.cli.state import State, pass_state

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
    from aigeo.lookup import described
    from aigeo.resolve.find import find

    found = described(state.store, find(state.store, entity), limit)
    if chosen(format) == "json":
        emit_json(found)
    else:
        _print(found)


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
