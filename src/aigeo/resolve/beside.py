"""What stands beside the names of an entity and helps to tell which thing it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from aigeo.model.postal import marks, values

BIRTH = "birth_date"


def beside(properties: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Give addresses, marks, dates and nationalities as a candidate has them, where it has any."""
    found: dict[str, frozenset[str]] = {}
    if "address" in properties:
        found["addresses"] = frozenset(values(properties, "address"))
    if "registration_number" in properties or "website" in properties:
        found["marks"] = marks(properties)
    for name in (BIRTH, "founded", "dissolved"):
        if name in properties:
            dates = frozenset([f"{name}:{date}" for date in values(properties, name)])
            found["dates"] = found.get("dates", dates) | dates
    if "nationality" in properties:
        found["nationalities"] = frozenset(values(properties, "nationality"))
    return found


@lru_cache(maxsize=20_000)  # asked for with each thing that one is compared with
def births(dates: frozenset[str]) -> frozenset[str]:
    """Give the dates of birth among the dates of a candidate, as partial ISO dates."""
    return frozenset(
        date for kind, _, date in (text.partition(":") for text in dates) if kind == BIRTH
    )


def births_agree(a: Collection[str], b: Collection[str]) -> bool | None:
    """Tell whether dates of birth may be those of one person; None where a side has none.

    A year agrees with every day in it; two days agree only when they are the same.

    >>> births_agree(["birth_date:1970"], ["birth_date:1970-05-02"])
    True
    >>> births_agree(["birth_date:1970-05-01"], ["birth_date:1970-05-02"])
    False
    """
    if not a or not b:
        return None
    left, right = births(frozenset(a)), births(frozenset(b))
    if not left or not right:
        return None
    return any(x.startswith(y) or y.startswith(x) for x in left for y in right)


def same_birthday(a: Collection[str], b: Collection[str]) -> bool:
    """Tell whether both sides give one day of birth."""
    if not a or not b:
        return False
    return any(len(day) == DAY for day in births(frozenset(a)) & births(frozenset(b)))


def has_birthday(dates: Iterable[str]) -> bool:
    """Tell whether the dates of a candidate hold a day of birth, not a year alone."""
    return any(len(day) == DAY for day in births(frozenset(dates)))


DAY = len("1970-05-01")
