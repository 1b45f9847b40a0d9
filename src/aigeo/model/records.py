"""Records that cross module borders: what loaders emit and what the store keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Status = Literal["stated", "alleged", "planned", "ended"]
STATUSES: tuple[str, ...] = ("stated", "alleged", "planned", "ended")
REVIEWS: tuple[str, ...] = ("unreviewed", "accepted", "rejected")
_EMPTY: Mapping[str, Any] = MappingProxyType({})


def _no_values() -> Mapping[str, Any]:
    return _EMPTY


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a source says something: a quote in a text, or a row of a dataset.

    ``text[start_char:end_char] == quote`` for texts. ``row`` is the 1-based data row of the
    file ``part``; ``columns`` holds the cited cells as they stand. Raises ValueError when
    there is neither a quote nor a row, or the offsets do not span the quote.
    """

    quote: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    row: int | None = None
    columns: Mapping[str, str] | None = None
    url: str | None = None
    part: str | None = None

    def __post_init__(self) -> None:
        if not self.quote and self.row is None:
            raise ValueError("evidence needs a quote or a row")
        if self.row is not None and self.row < 1:
            raise ValueError(f"row {self.row} is not a row number (the first is 1)")
        if (self.start_char is None) != (self.end_char is None):
            raise ValueError("start_char and end_char come together")
        if self.start_char is not None and self.end_char is not None:
            if self.quote is None:
                raise ValueError("character offsets need a quote")
            if self.start_char < 0 or self.end_char - self.start_char != len(self.quote):
                raise ValueError(
                    f"offsets {self.start_char}:{self.end_char} do not span the quote "
                    f"of {len(self.quote)} characters"
                )


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One source's word on an entity; ``properties`` are those of its type."""

    id: str
    type: str
    name: str
    evidence: Evidence
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=_no_values)
    external_ids: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """One source's word on a relation; ``subject`` and ``object`` are entity ids.

    ``start`` and ``end`` are partial ISO dates; ``attributed_to`` is the id of the entity to
    which the source itself attributes the claim.
    """

    type: str
    subject: str
    object: str
    evidence: Evidence
    qualifiers: Mapping[str, Any] = field(default_factory=_no_values)
    start: str | None = None
    end: str | None = None
    status: str = "stated"
    negated: bool = False
    confidence: float = 1.0
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document or one version of a dataset."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    sha256: str | None = None
    dataset: str | None = None
    version: str | None = None
    attribution: str | None = None
    commercial_use: bool | None = None


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One source's word for one fact or entity, as the store keeps it.

    ``kind`` is ``entity`` (then ``properties`` holds what is claimed, ``object`` is None) or
    ``relation``. ``last_seen`` is None while the source still says it.
    """

    id: str
    kind: Literal["entity", "relation"]
    type: str
    subject: str
    source: str
    object: str | None = None
    qualifiers: Mapping[str, Any] = field(default_factory=_no_values)
    properties: Mapping[str, Any] = field(default_factory=_no_values)
    quote: str | None = None
    start_char: int | None = None
    end_char: int | None = None
    part: str | None = None
    row: int | None = None
    columns: Mapping[str, str] | None = None
    url: str | None = None
    start: str | None = None
    end: str | None = None
    status: str = "stated"
    negated: bool = False
    confidence: float = 1.0
    attributed_to: str | None = None
    extractor: str | None = None
    extractor_version: str | None = None
    review: str = "unreviewed"
    first_seen: str | None = None
    last_seen: str | None = None
