from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aigeo.errors import NotFoundError, QueryError, UsageError
from aigeo.queries import SavedQuery, parse, run
from aigeo.queries.runner import bind, with_bounds
from aigeo.store import Store

TEXT = """// ---
// title: Reached
// question: What is reached?
// parameters:
//   entity: {type: entity, description: whom}
//   other: {type: entity, description: whom else, default: Taiwan}
//   max_hops: {type: integer, description: how far, default: 2, min: 1, max: 4}
//   nothing: {type: string, description: left open, default: null}
// columns:
//   id: entity id
// example: {entity: Baidu}
// ---
MATCH (e:Entity {id: $entity})-[*1../* $max_hops */ 4]->(n)
WHERE $nothing IS NULL AND n.id <> $other AND $as_of > ''
RETURN DISTINCT n.id AS id
ORDER BY id
"""


@pytest.fixture
def query() -> SavedQuery:
    return parse(TEXT, Path("reached.cypher"))


def test_parameters_are_bound(world: Store, query: SavedQuery) -> None:
    assert bind(world, query, {"entity": "baidu", "max_hops": "3"}) == {
        "entity": "firm:baidu",
        "other": "cc:tw",
        "max_hops": 3,
        "nothing": None,
        "as_of": date.today().isoformat(),
    }
    assert bind(world, query, {"entity": "Baidu", "as_of": "2020-01-01"})["as_of"] == "2020-01-01"


def test_a_length_of_paths_is_set(world: Store, query: SavedQuery) -> None:
    assert "-[*1..3]->" in with_bounds(query, {"max_hops": 3})
    one, two = (
        {row["id"] for row in run(world, query, {"entity": "Baidu", "max_hops": n})} for n in (1, 2)
    )
    assert "chip:ascend-910" in one
    assert one < two


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "needs parameter entity"),
        ({"entity": None}, "needs parameter entity"),
        ({"entity": "Baidu", "hops": 2}, "no parameter 'hops'"),
        ({"entity": "Baidu", "max_hops": "many"}, "'many' is not a whole number"),
        ({"entity": "Baidu", "max_hops": 5}, "5 is above 4"),
        ({"entity": "Baidu", "max_hops": "1]->() DETACH DELETE n //"}, "not a whole number"),
        ({"entity": "Baidu", "as_of": "2024"}, "as_of: '2024' is not a date"),
    ],
)
def test_wrong_parameters_are_usage_errors(
    world: Store, query: SavedQuery, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message) as refused:
        run(world, query, given)
    assert refused.value.exit_code == 2


def test_an_unknown_entity(world: Store, query: SavedQuery) -> None:
    with pytest.raises(NotFoundError, match="Zork"):
        run(world, query, {"entity": "Zork"})


def test_a_saved_query_that_writes_is_not_run(world: Store, query: SavedQuery) -> None:
    before = world.read("MATCH (n) RETURN count(n) AS n")
    with pytest.raises(QueryError, match="CREATE"):
        run(world, replace(query, cypher="CREATE (n:Entity {id: 'x'}) RETURN n.id AS id"), {})
    assert world.read("MATCH (n) RETURN count(n) AS n") == before


def test_a_fault_that_only_the_engine_finds_names_the_file(world: Store, query: SavedQuery) -> None:
    with pytest.raises(QueryError, match=r"reached\.cypher: the engine refuses"):
        run(world, replace(query, cypher="MATCH (n) RETURN n.id +"), {"entity": "Baidu"})
