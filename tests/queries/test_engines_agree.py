"""Every saved query gives the same rows in the same order on the embedded engine and on Neo4j."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aigeo.queries import catalogue, run
from aigeo.resources import queries_dir
from aigeo.store import Store
from tests.conftest import emptied
from tests.queries.answers import ANSWERS
from tests.queries.world import load_world

NAMES = sorted(path.stem for path in queries_dir().glob("*.cypher"))
DAYS = ("2022-12-31", "2025-12-31", "2030-01-01")


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Store]]:
    stores = request.getfixturevalue("_embedded"), request.getfixturevalue("_neo4j")
    for store in stores:
        load_world(emptied(store))
    yield stores
    for store in stores:
        emptied(store)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_the_documented_example(both: tuple[Store, Store], name: str) -> None:
    query = catalogue(both[0].settings)[name]
    for day in DAYS:
        first, second = (run(store, query, {**query.example, "as_of": day}) for store in both)
        assert first == second


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_all_questions_of_the_known_answers(both: tuple[Store, Store], name: str) -> None:
    query = catalogue(both[0].settings)[name]
    for parameters in (known.ask for known in ANSWERS if known.query == name):
        first, second = (run(store, query, parameters) for store in both)
        assert first == second


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_the_file_runs_as_it_is(both: tuple[Store, Store], name: str) -> None:
    """A query can be pasted into another tool: the numbers of path lengths are valid Cypher."""
    from aigeo.queries.runner import bind

    query = catalogue(both[0].settings)[name]
    answers = []
    for store in both:
        bound = bind(store, query, {**query.example, "as_of": "2025-12-31"})
        answers.append(store.read(query.path.read_text(encoding="utf-8"), bound))
    assert answers[0] == answers[1]
