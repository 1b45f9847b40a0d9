"""No saved query makes Neo4j look at every node where an index could serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from aigeo.model.vocabulary import vocabulary
from aigeo.queries import catalogue
from aigeo.queries.runner import bind, with_bounds
from aigeo.resources import queries_dir
from aigeo.store import Store
from tests.conftest import emptied
from tests.queries.world import AS_OF, load_world

NAMES = sorted(path.stem for path in queries_dir().glob("*.cypher"))
MANY = 2000
"""Entities of each type beside the world's, so that plans are those of a real graph."""
FULL_SCANS = ("AllNodesScan", "AllRelationshipsScan")
BROAD_LABELS = ("Entity", "Agent", "Organization", "Name", "Source")
"""Labels that so many nodes carry that scanning them is no better than scanning all."""


@pytest.fixture(scope="module")
def session(request: pytest.FixtureRequest) -> Iterator[tuple[Store, neo4j.Session]]:
    store = emptied(request.getfixturevalue("_neo4j"))
    load_world(store)
    _crowd(store)
    settings = store.settings
    with (
        neo4j.GraphDatabase.driver(
            str(settings.uri), auth=(settings.user, settings.password or "")
        ) as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        # Indexes are sampled in the background; until then the planner thinks them of no use.
        driver.execute_query("CALL db.prepareForReplanning(120)")
        yield store, session
    emptied(store)


def _crowd(store: Store) -> None:
    """Make every label so common that the planner does not scan the few nodes of one."""
    words = vocabulary()
    for name, kind in words.entity_types.items():
        if not kind.abstract:
            store.write(
                f"UNWIND range(1, $many) AS n CREATE (:{':'.join(words.labels(name))} "
                "{id: $name + ':' + n})",
                {"many": MANY, "name": name},
            )
    # And every relation type, so that it does not scan the few relations of a type either.
    for kind in words.relation_types:
        store.write(
            "UNWIND range(1, $many) AS n MATCH (a:Entity {id: 'Firm:' + n}) "
            f"MATCH (b:Entity {{id: 'Firm:' + (1 + (n * 7) % $many)}}) CREATE (a)-[:{kind}]->(b)",
            {"many": MANY},
        )


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_no_full_scan(session: tuple[Store, neo4j.Session], name: str) -> None:
    store, neo = session
    query = catalogue(store.settings)[name]
    bound = bind(store, query, {**query.example, "as_of": AS_OF})
    # Other tests ask the same queries of a small graph, and the server keeps plans.
    asked = f"CYPHER replan=force EXPLAIN {with_bounds(query, bound)}"
    plan = neo.run(asked, bound).consume().plan
    assert plan is not None
    steps = list(_steps(plan))
    for kind, details in steps:
        assert not any(scan in kind for scan in FULL_SCANS), (kind, details)
        if "NodeByLabelScan" in kind:
            assert not any(details.endswith(f":{label}") for label in BROAD_LABELS), details
    entities = [p.name for p in query.parameters if p.type == "entity" and p.required]
    seeks = [details for kind, details in steps if "IndexSeek" in kind]
    if entities:
        assert any(f"${name}" in details for details in seeks for name in entities), steps


def test_a_full_scan_would_be_seen(neo4j: Store) -> None:
    """The names of the operators are those of this Neo4j."""
    assert neo4j.engine == "neo4j"
    kinds = [kind for kind, _ in _steps(_plan(neo4j, "MATCH (n) RETURN n.id AS id"))]
    assert any("AllNodesScan" in kind for kind in kinds)
    kinds = [kind for kind, _ in _steps(_plan(neo4j, "MATCH (n:Entity) RETURN n.name AS name"))]
    assert any("NodeByLabelScan" in kind for kind in kinds)


def _plan(store: Store, cypher: str) -> dict[str, Any]:
    with (
        neo4j.GraphDatabase.driver(
            str(store.settings.uri), auth=(store.settings.user, store.settings.password or "")
        ) as driver,
        driver.session() as session,
    ):
        plan = session.run(f"EXPLAIN {cypher}").consume().plan  # type: ignore[arg-type]
    assert plan is not None
    return plan


def _steps(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan["operatorType"]), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _steps(child)
