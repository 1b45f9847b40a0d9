"""The ownership rules, kept as data with the text of their source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from aigeo import yamltext
from aigeo.errors import UsageError
from aigeo.model.names import normalise_name

SUFFIX = ".yaml"
CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list whose parties a rule starts from; `programs` empty: under any program."""

    name: str
    keys: frozenset[str]
    programs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which a rule is in force, first and last included; None where open."""

    first: str | None
    last: str | None
    citation: str
    caution: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: from which lists it starts, from what share on, and when it is in force.

    A SANCTIONS fact without a list counts when one of `authorities` is its subject, and makes
    the answer uncertain when one of `vague_authorities` is. `foreign_to` is a country whose own
    entities the rule leaves alone.
    """

    name: str
    title: str
    authority: str
    citation: str
    url: str
    text: str
    threshold: float
    lists: tuple[Listing, ...]
    authorities: frozenset[str]
    vague_authorities: frozenset[str]
    periods: tuple[Period, ...]
    before: str
    between: str
    foreign_to: str | None

    def period(self, day: str) -> Period | None:
        """Give the period in force on an ISO day, None when the rule is not."""
        for period in self.periods:
            if (period.first or "") <= day <= (period.last or "9999"):
                return period
        return None

    def status(self, day: str) -> dict[str, Any]:
        """Give what an answer says about the rule on a day: text, citation, in force or not."""
        period = self.period(day)
        standing = not self.periods or period is not None
        begun = any((p.first or "") <= day for p in self.periods)
        note = period.caution if period else None if standing else self.between or self.before
        if not standing and not begun:
            note = self.before
        return {
            "name": self.name,
            "title": self.title,
            "authority": self.authority,
            "text": self.text,
            "citation": self.citation,
            "url": self.url,
            "in_force": standing,
            "in_force_by": period.citation if period else None,
            "note": note,
        }


@lru_cache(maxsize=8)
def rule(name: str) -> Rule:
    """Read a rule by name. Raises UsageError with the known ones when there is none."""
    if name not in names():
        raise UsageError(f"unknown rule {name!r}", hint=f"known: {', '.join(names())}")
    folder = resources.files("aigeo.influence.ownership").joinpath("rules")
    data = yamltext.read(folder.joinpath(name + SUFFIX).read_text("utf-8"))
    return Rule(
        name=name,
        title=data["title"],
        authority=data["authority"],
        citation=data["citation"],
        url=data["url"],
        text=data["text"],
        threshold=float(data["threshold"]),
        lists=tuple(
            Listing(
                name=item["name"],
                keys=keys([item["name"], *item["names"]]),
                programs=frozenset(item.get("programs", ())),
            )
            for item in data["lists"]
        ),
        authorities=keys(data["authorities"]),
        vague_authorities=keys(data["vague_authorities"]),
        periods=tuple(
            Period(p.get("from"), p.get("to"), p["citation"], p.get("caution"))
            for p in data["periods"]
        ),
        before=data.get("before", ""),
        between=data.get("between", ""),
        foreign_to=data.get("foreign_to"),
    )


def names() -> list[str]:
    """Give the names of the rules."""
    folder = resources.files("aigeo.influence.ownership").joinpath("rules")
    return sorted(f.name.removesuffix(SUFFIX) for f in folder.iterdir() if f.name.endswith(SUFFIX))


def keys(texts: Any) -> frozenset[str]:
    """Give the matching keys of names."""
    return frozenset(normalise_name(text) for text in texts)
