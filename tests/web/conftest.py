"""The world behind a real server, reached with a real client."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from aigeo.store import Store
from aigeo.web import Options
from tests.conftest import ENGINES, emptied
from tests.web.serving import served
from tests.web.world import load_world


@pytest.fixture(scope="module", params=ENGINES)
def world(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each engine in turn with the world in it; tests must not change it."""
    store = emptied(request.getfixturevalue(f"_{request.param}"))
    load_world(store)
    yield store
    emptied(store)


@pytest.fixture(scope="module")
def client(world: Store) -> Iterator[httpx.Client]:
    """A client of a server with the default options, on each engine in turn."""
    with served(world, Options()) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client
