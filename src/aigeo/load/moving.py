"""Citations that keep up with their file: a row that only moves is cited where it stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from aigeo.load import graph
from aigeo.load.projecting import Projector
from aigeo.model.cells import cell_begin, cell_quote
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Transaction

Row = dict[str, Any]
CITED = ("row", "columns")


def move(tx: Transaction, vocabulary: Vocabulary, moved: Sequence[tuple[Row, int | None]]) -> None:
    """Bring row number and cells of stored statements up to date, and the quotes of their edges.

    `moved` are staged statements that the graph has from another row, with that row. An edge that
    rests on one statement alone is written anew only where its quote is the one of that; all else
    that it says rests on other things. One that rests on several is computed anew: the place that
    one of them leaves may be the one where another now stands.
    """
    entities = [s for s, _ in moved if s["kind"] == "entity"]
    if entities:
        tx.run(
            "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) SET s += row.place",
            {"rows": [{"id": s["id"], "place": _place(s)} for s in entities]},
        )
    relations = [(s, row) for s, row in moved if s["kind"] == "relation"]
    if relations:
        # The cells that a relation rests on are part of what it says: only the row changes. One
        # list comes back where thousands of rows would be dearer to read than the facts.
        (found,) = tx.run(
            "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) SET s.row = row.row "
            "RETURN collect([row.id, s.fact]) AS facts",
            {"rows": [{"id": s["id"], "row": s["row"]} for s, _ in relations]},
        )
        facts: dict[str, str] = dict(found["facts"])
        quoted = [(s, facts[s["id"]], row) for s, row in relations if s["id"] in facts]
        _requote(tx, vocabulary, [given for given in quoted if not given[0].get("quote")])


def _place(statement: Row) -> Row:
    return {k: statement[k] for k in CITED if statement.get(k) is not None}


def _requote(
    tx: Transaction, vocabulary: Vocabulary, relations: list[tuple[Row, str, int | None]]
) -> None:
    canonical = graph.canonical_ids(
        tx, {s[end] for s, _, _ in relations for end in ("subject", "object")}
    )
    by_type: dict[str, list[Row]] = defaultdict(list)
    shared: set[str] = set()
    for s, fact, row in relations:
        ends = [canonical[s["subject"]], canonical[s["object"]]]
        if vocabulary.relation_types[s["type"]].symmetric:
            ends.sort()
        now = cell_quote(s)
        before = cell_begin({**s, "row": row}) + now.removeprefix(cell_begin(s))
        by_type[s["type"]].append(
            {"id": fact, "a": ends[0], "b": ends[1], "before": before, "now": now}
        )
    for kind, rows in sorted(by_type.items()):
        # From the side with more ends: edges of an agency that lists thousands are not walked.
        forth = len({row["a"] for row in rows}) >= len({row["b"] for row in rows})
        edge = f"(n)-[r:{kind}]->()" if forth else f"(n)<-[r:{kind}]-()"
        (found,) = tx.run(
            f"UNWIND $rows AS row MATCH (n:Entity {{id: row.n}}) MATCH {edge} "
            "WHERE r.id = row.id AND (r.quote = row.before OR r.statement_count > 1) "
            "SET r.quote = CASE WHEN r.statement_count > 1 THEN r.quote ELSE row.now END "
            "RETURN collect(CASE WHEN r.statement_count > 1 THEN row.id ELSE '' END) AS shared",
            {"rows": [{**row, "n": row["a" if forth else "b"]} for row in rows]},
        )
        shared.update(found["shared"])
    if several := [{**s, "fact": fact} for s, fact, _ in relations if fact in shared]:
        Projector(vocabulary).reproject(tx, several)
