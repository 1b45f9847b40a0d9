"""`aigeo stats`: how much the graph holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import chosen, emit, emit_json, format_option
from aigeo.cli.state import State, pass_state

if TYPE_CHECKING:
    from aigeo.store import Store


@click.command(
    short_help="Count entities, relations, statements, sources.",
    epilog=examples_epilog("aigeo stats", "aigeo stats --format json"),
)
@format_option("auto", "table", "json", "csv")
@pass_state
def command(state: State, format: str) -> None:
    """Count entities by label, relations by type, statements and sources.

    Parents are labels too: firms count as organizations and as entities. Statements include those
    that their source has withdrawn.
    """
    counts = counted(state.store)
    if chosen(format) == "json":
        emit_json(counts)
        return
    rows: list[dict[str, Any]] = []
    for what in ("entities", "relations"):
        rows += [{"what": what, "name": n, "count": c} for n, c in counts[what].items()]
    rows += [
        {"what": what, "name": "", "count": counts[what]} for what in ("statements", "sources")
    ]
    emit(rows, format)


def counted(store: Store) -> dict[str, Any]:
    """Give `{"entities": {label: n}, "relations": {type: n}, "statements": n, "sources": n}`.

    Labels and types that nothing has are left out. Each is counted by itself, which Neo4j
    answers from its counters.
    """
    from aigeo.model.vocabulary import vocabulary

    words = vocabulary()
    entities = {name: _count(store, f"(n:{name})") for name in words.entity_types}
    relations = {name: _count(store, f"()-[n:{name}]->()") for name in words.relation_types}
    return {
        "entities": {name: n for name, n in entities.items() if n},
        "relations": {name: n for name, n in relations.items() if n},
        "statements": _count(store, "(n:Statement)"),
        "sources": _count(store, "(n:Source)"),
    }


def _count(store: Store, pattern: str) -> int:
    return int(store.read(f"MATCH {pattern} RETURN count(n) AS n")[0]["n"])
