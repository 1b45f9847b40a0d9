"""The world as a fixture; a conftest that imports it gives it to its folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aigeo.store import Store
from tests.conftest import ENGINES, emptied
from tests.queries.world import load_world


@pytest.fixture(scope="module", params=ENGINES)
def world(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each engine in turn with the world in it; tests must not change it."""
    store = emptied(request.getfixturevalue(f"_{request.param}"))
    load_world(store)
    yield store
    emptied(store)
