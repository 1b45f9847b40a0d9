"""A decision on a statement, and the key by which it is found again in a later version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from aigeo.model.ids import content_hash

UNREVIEWED, ACCEPTED, REJECTED = "unreviewed", "accepted", "rejected"
SIMILAR = 85.0
"""rapidfuzz's ratio (0 to 100) from which a changed sentence still says what was reviewed."""

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correction:
    """What the statement should have said; None leaves a part as it is. Ends are entity ids."""

    type: str | None = None
    subject: str | None = None
    object: str | None = None

    def __bool__(self) -> bool:
        return any((self.type, self.subject, self.object))

    def changes(self) -> dict[str, str]:
        """The parts that differ, by their names in a statement."""
        parts = {"type": self.type, "subject": self.subject, "object": self.object}
        return {name: value for name, value in parts.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Decision:
    """`verdict` is accepted, rejected or unreviewed (which takes an earlier decision back).

    With a correction the statement itself is rejected and a corrected one is accepted beside it.
    """

    verdict: str
    by: str
    correction: Correction = Correction()


def review_id(body: Body) -> str:
    """Id of the decision on a statement: the claim and its words, not their place in the text."""
    claim = {name: body.get(name) for name in ("source", "part", "kind", "type", "subject",
             "object", "negated", "status", "columns")}  # fmt: skip
    return "r:" + content_hash({**claim, "quote": squeezed(body.get("quote"))})


def squeezed(quote: str | None) -> str:
    """A quote without differences of case and white space."""
    return " ".join((quote or "").split()).casefold()


def same_words(reviewed: str, found: str) -> float:
    """How alike two squeezed quotes are, 0 to 100; below SIMILAR they are different sentences."""
    return 100.0 if reviewed == found else fuzz.ratio(reviewed, found)
