"""Whether assertions can be held against a version: known words, bounds that are numbers."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from aigeo.model.vocabulary import vocabulary

SHARES = ("withdrawn_max", "rejected_max")
SECTIONS = ("entities", "relations", "fill", *SHARES)


def asserted_faults(assertions: Any) -> Iterator[str]:
    """Give each fault of an `assertions` section, with its place."""
    if not isinstance(assertions, Mapping):
        yield "assertions: must be keys with values"
        return
    words = vocabulary()
    for name, section in assertions.items():
        place = f"assertions.{name}"
        if name not in SECTIONS:
            yield f"{place}: unknown key{_near(name, SECTIONS)}"
        elif name in SHARES:
            yield from _share(place, section)
        elif not isinstance(section, Mapping):
            yield f"{place}: must be keys with values"
        elif name == "fill":
            for key, least in section.items():
                yield from _filled(f"{place}.{key}", str(key))
                yield from _share(f"{place}.{key}", least)
        else:
            known = words.entity_types if name == "entities" else words.relation_types
            for key, limits in section.items():
                if key not in known:
                    yield f"{place}.{key}: {key!r} is not known{_near(str(key), known)}"
                yield from _limits(f"{place}.{key}", limits)


def _limits(place: str, limits: Any) -> Iterator[str]:
    if not isinstance(limits, Mapping) or not limits or not set(limits) <= {"min", "max"}:
        yield f"{place}: needs min or max, such as {{min: 100, max: 5000}}"
        return
    for name, bound in limits.items():
        if isinstance(bound, bool) or not isinstance(bound, int):
            yield f"{place}.{name}: must be a whole number, not {bound!r}"


def _share(place: str, value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        yield f"{place}: must be a share of 0 to 1, not {value!r}"


def _filled(place: str, key: str) -> Iterator[str]:
    kind, _, prop = key.partition(".")
    types = vocabulary().entity_types
    if kind not in types or prop not in types[kind].properties:
        yield f"{place}: must be a type and its property, such as Firm.countries"


def _near(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
