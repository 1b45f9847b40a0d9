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

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._opened: Store | None = None
        self.time_limit: float | None = None
        """Seconds that one transaction may take; None for no limit."""

    @property
    def settings(self) -> Settings:
        """The settings of the environment. Raises ConfigError where a variable is wrong."""
        if self._settings is None:
            self._settings = Settings.from_env()
        return self._settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        """Use other settings than the environment's; before the graph is opened."""
        self._settings = settings

    @cached_property
    def store(self) -> Store:
        """The graph, opened on first use; loads that were cut off are undone first.

        Raises StoreError when it cannot be opened.
        """
        store = self.store_as_left
        # Asked here, so that commands which only read need not import the loading packages.
        if store.read("MATCH (l:Load) WHERE l.state <> 'done' RETURN l.id LIMIT 1"):
            from aigeo.load import recover

            recover(store)
        return store

    @property
    def store_as_left(self) -> Store:
        """The graph as the last process left it: a load can resume what was cut off."""
        from aigeo.store import open_store

        if self._opened is None:
            self._opened = open_store(self.settings)
            self._opened.time_limit = self.time_limit
        return self._opened

    def close(self) -> None:
        """Close the graph if a command opened it."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        self.__dict__.pop("store", None)


pass_state = click.make_pass_decorator(State, ensure=True)
