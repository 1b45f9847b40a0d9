"""What the parts of the local extractor exchange: mentions, entities and candidate relations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

Source = Literal["gazetteer", "shape", "phrase", "pronoun", "learnt"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that stands for an entity; `score` is the part's own, 0 to 1."""

    start: int
    end: int
    text: str
    type: str
    source: Source
    generic: bool = False
    adjective: bool = False
    score: float = 1.0
    entry: str | None = None
    name: str | None = None

    def overlaps(self, other: Mention) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def retyped(self, kind: str, entry: str | None = None) -> Mention:
        """The same span with another type (and gazetteer entry)."""
        return replace(self, type=kind, entry=entry)


@dataclass(slots=True)
class Entity:
    """Mentions of one thing within one document."""

    id: str
    type: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    generic: bool = False
    entry: str | None = None
    role: str | None = None
    confidence: float = 1.0

    def surfaces(self) -> list[str]:
        """Distinct strings by which the text names it, pronouns and descriptions left out."""
        return list(dict.fromkeys(m.text for m in self.mentions if m.source != "pronoun"))


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between two entities with its evidence; offsets are into the document's text."""

    type: str
    subject: str
    object: str
    start: int
    end: int
    rule: str
    status: str = "stated"
    negated: bool = False
    confidence: float = 0.5
    item: str | None = None
    date: str | None = None
    qualifiers: tuple[tuple[str, Any], ...] = ()

    def key(self) -> tuple[str, str, str, bool]:
        """What makes two findings the same fact."""
        return (self.type, self.subject, self.object, self.negated)
