"""The hand-made world, asked through the Python interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import aigeo
from aigeo.api import Graph
from aigeo.store import Store
from tests.queries.worlds import world

__all__ = ["world"]


@pytest.fixture
def g(world: Store, use_store: Callable[[Store], dict[str, str]]) -> Iterator[Graph]:
    use_store(world)
    with aigeo.open() as graph:
        yield graph
