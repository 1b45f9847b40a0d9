"""How a caller wants inputs loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aigeo.load.publish import Progress
from aigeo.store import Store

Notify = Callable[[str], None]


def silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


def unheard(message: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """What holds for all inputs of one call.

    `force` is the reason for loading a version that breaks its loader's assertions; `notify` hears
    of what is about to happen, such as the cost of asking a model.
    """

    store: Store
    dry_run: bool = False
    force: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = silent
    notify: Notify = unheard
