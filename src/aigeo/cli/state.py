"""What a command line shares: settings and the open graph, each made once and only when used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import click

from aigeo.config import Settings

if TYPE_CHECKING:
    from aigeo.store import Store


class State:
    """Settings and store of one command line; closed when the command ends."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._given = settings

    @cached_property
    def settings(self) -> Settings:
        """The settings of the environment. Raises ConfigError where a variable is wrong."""
        return self._given or Settings.from_env()

    @cached_property
    def store(self) -> Store:
        """The graph, opened on first use. Raises StoreError when it cannot be."""
        from aigeo.store import open_store

        return open_store(self.settings)

    def close(self) -> None:
        """Close the graph if a command opened it."""
        store = self.__dict__.pop("store", None)
        if store is not None:
            store.close()


pass_state = click.make_pass_decorator(State, ensure=True)
