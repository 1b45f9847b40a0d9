"""Fixtures: each engine with the hand-made world in it, and the command line upon it."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from aigeo.cli import main
from aigeo.store import Store
from tests.queries.worlds import world

__all__ = ["world"]

Run = Callable[..., Result]


@pytest.fixture
def aigeo(world: Store, use_store: Callable[[Store], dict[str, str]]) -> Run:
    use_store(world)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return run
