"""What a run of a loader counted and rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Rejection:
    """A record that was not loaded, and why."""

    reason: str
    file: str | None = None
    row: int | None = None
    detail: str = ""
    quote: str | None = None
    start_char: int | None = None
    end_char: int | None = None


@dataclass(slots=True)
class Tally:
    """What a run of a loader counted."""

    read: int = 0
    emitted: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    filled: Counter[str] = field(default_factory=Counter)
    """By `Type.property`: how many entity statements have a value there."""
    given: dict[str, str] = field(default_factory=dict)
    """Names of the files that were read, by the part of the source that each is."""
    partial: str = ""
    """Why the input is not a whole version of the source; then no least count applies."""

    def reject(self, rejection: Rejection) -> None:
        """Count a rejection; keep the record itself for the reject file."""
        self.rejected[rejection.reason] += 1
        self.rejections.append(rejection)
