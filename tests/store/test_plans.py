"""Statements that Neo4j plans once."""

from __future__ import annotations

from typing import Any

import pytest

from aigeo.store import Store
from aigeo.store.plans import planned_once


def test_unwound_lists_go_into_a_map() -> None:
    text, given = planned_once(
        "UNWIND $rows AS row MATCH (n {id: row.id}) WHERE n.at = $at RETURN n",
        {"rows": [1, 2], "at": "now"},
    )
    assert text == "UNWIND $lists.rows AS row MATCH (n {id: row.id}) WHERE n.at = $at RETURN n"
    assert given == {"lists": {"rows": [1, 2]}, "at": "now"}


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n) WHERE n.id IN $rows RETURN n",
        "UNWIND $rows AS row WITH row WHERE NOT row IN $rows RETURN row",
        "UNWIND $rows + [1] AS row RETURN row",
        "UNWIND $missing AS row RETURN row",
        "UNWIND $rows AS row UNWIND $lists AS other RETURN row, other",
    ],
)
def test_other_statements_stay(cypher: str) -> None:
    given: dict[str, Any] = {"rows": [1, 2], **({"lists": []} if "lists" in cypher else {})}
    assert planned_once(cypher, given) == (cypher, given)


@pytest.mark.parametrize("length", [0, 1, 3, 300])
def test_what_is_asked_with_lists_is_answered(store: Store, length: int) -> None:
    rows = store.read(
        "UNWIND $a AS a UNWIND $b AS b WITH a, b, $a AS given "
        "RETURN a + b.x AS sum, size(given) AS n",
        {"a": list(range(length)), "b": [{"x": 10}]},
    )
    assert rows == [{"sum": n + 10, "n": length} for n in range(length)]
