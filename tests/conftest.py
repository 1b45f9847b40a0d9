"""The two engines as fixtures.

`store` runs a test on both; `embedded` and `neo4j` on one. Each test gets an empty graph.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.store import Store, open_store
from aigeo.store.migrations import prepare
from tests.servers import neo4j_for_tests

ENGINES = ("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j))
WIPE_BATCH = 2000
# `make consumers` installs what they need; `make pytest` does without it.
collect_ignore = [] if os.environ.get("AIGEO_CONSUMERS_PYTHON") else ["consumers"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the `neo4j` fixture, so that `-m "not neo4j"` leaves the server alone."""
    for item in items:
        if "neo4j" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep tests away from the graph that the person at this machine works with."""
    for name in ("AIGEO_URI", "AIGEO_USER", "AIGEO_PASSWORD", "AIGEO_DATABASE", "AIGEO_BATCH",
                 "AIGEO_LOADERS", "AIGEO_QUERIES"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AIGEO_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def embedded_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of an embedded engine that only this test run uses."""
    home = tmp_path_factory.mktemp("embedded")
    return Settings(home=home, cache=home / "cache")


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a Neo4j server that only this test run uses; started on first use."""
    home = tmp_path_factory.mktemp("neo4j")
    with neo4j_for_tests(home / "neo4j") as address:
        yield Settings(
            home=home,
            cache=home / "cache",
            uri=address.uri,
            user=address.user,
            password=address.password,
        )


@pytest.fixture(scope="session")
def _embedded(embedded_settings: Settings) -> Iterator[Store]:
    with open_store(embedded_settings) as store:
        yield store


@pytest.fixture(scope="session")
def _neo4j(neo4j_settings: Settings) -> Iterator[Store]:
    with open_store(neo4j_settings) as store:
        yield store


@pytest.fixture
def embedded(_embedded: Store) -> Store:
    """The embedded engine with an empty graph."""
    return emptied(_embedded)


@pytest.fixture
def neo4j(_neo4j: Store) -> Store:
    """Neo4j with an empty graph."""
    return emptied(_neo4j)


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    """Each engine in turn with an empty graph."""
    return emptied(request.getfixturevalue(f"_{request.param}"))


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch) -> Callable[[Store], dict[str, str]]:
    """Give a function that makes the environment name a store's graph.

    What is run in this process then opens the same graph, and so does a child process that gets
    the variables that the function returns.
    """

    def use(store: Store) -> dict[str, str]:
        variables = environment(store.settings)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return variables

    return use


def environment(settings: Settings) -> dict[str, str]:
    """Give the `AIGEO_*` variables from which `Settings.from_env` makes the same settings."""
    variables = {
        "AIGEO_HOME": str(settings.home),
        "AIGEO_CACHE": str(settings.cache),
        "AIGEO_URI": settings.uri or "",
        "AIGEO_USER": settings.user,
        "AIGEO_PASSWORD": settings.password or "",
        "AIGEO_DATABASE": settings.database or "",
    }
    return {name: value for name, value in variables.items() if value}


def emptied(store: Store) -> Store:
    """Remove everything from the graph, then prepare it as for a first use."""
    rows = [{"n": 1}]
    while rows[0]["n"]:
        rows = store.write(
            "MATCH (n) WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS n",
            {"batch": WIPE_BATCH},
        )
    prepare(store)
    return store
