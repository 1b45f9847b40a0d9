"""Citations that keep up with their file: a row that only moves is cited where it stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from aigeo.load import graph
from aigeo.model.cells import cell_quote
from aigeo.model.vocabulary import Vocabulary
from aigeo.store import Transaction

Row = dict[str, Any]
CITED = ("row", "columns")


def move(tx: Transaction, vocabulary: Vocabulary, moved: Sequence[Row]) -> None:
    """Bring row number and cells of stored statements up to date, and the quotes of their edges.

    `moved` are staged statements that the graph has from another row. An edge is written anew only
    where its quote is the one of such a statement; all else that it says rests on other things.
    """
    places = {s["id"]: {k: s[k] for k in CITED if s.get(k) is not None} for s in moved}
    stored = [
        row["s"]
        for row in tx.run(
            "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s", {"ids": sorted(places)}
        )
    ]
    tx.run(
        "UNWIND $rows AS row MATCH (s:Statement {id: row.id}) SET s += row.place",
        {"rows": [{"id": id, "place": place} for id, place in places.items()]},
    )
    relations = [s for s in stored if s["kind"] == "relation" and not s.get("quote")]
    if relations:
        _requote(tx, vocabulary, relations, places)


def _requote(
    tx: Transaction, vocabulary: Vocabulary, relations: list[Row], places: dict[str, Row]
) -> None:
    canonical = graph.canonical_ids(
        tx, {s[end] for s in relations for end in ("subject", "object")}
    )
    by_type: dict[str, list[Row]] = defaultdict(list)
    for s in relations:
        ends = [canonical[s["subject"]], canonical[s["object"]]]
        if vocabulary.relation_types[s["type"]].symmetric:
            ends.sort()
        before, now = cell_quote(s), cell_quote({**s, **places[s["id"]]})
        by_type[s["type"]].append(
            {"id": s["fact"], "a": ends[0], "b": ends[1], "before": before, "now": now}
        )
    for kind, rows in sorted(by_type.items()):
        # From the side with more ends: edges of an agency that lists thousands are not walked.
        forth = len({row["a"] for row in rows}) >= len({row["b"] for row in rows})
        edge = f"(n)-[r:{kind}]->()" if forth else f"(n)<-[r:{kind}]-()"
        tx.run(
            f"UNWIND $rows AS row MATCH (n:Entity {{id: row.n}}) MATCH {edge} "
            "WHERE r.id = row.id AND r.quote = row.before SET r.quote = row.now",
            {"rows": [{**row, "n": row["a" if forth else "b"]} for row in rows]},
        )
