"""Towns, provinces and countries within names of organisations.

Branches and offices of one name stand in different places, and so do firms that are called after
their town: Beijing Electronics is not Shanghai Electronics. The places stand in `town_names.txt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

NONE: frozenset[str] = frozenset()


@cache
def _places() -> tuple[frozenset[str], frozenset[str], int]:
    """Give the names of places, the first words of those of several, and the most words of one."""
    text = (resources.files("aigeo.model") / "town_names.txt").read_text(encoding="utf-8")
    names = [line for line in text.splitlines() if not line.startswith("#")]
    several = [name.split() for name in names if " " in name]
    return frozenset(names), frozenset(w[0] for w in several), max(map(len, several))


def is_place(word: str) -> bool:
    """Tell whether a word, folded and in Latin letters, is the name of a place."""
    return word in _places()[0]


def places_in(words: Sequence[str]) -> frozenset[str]:
    """Give the places that folded words in Latin letters name, longer names first.

    >>> sorted(places_in(("hong", "kong", "optics", "shenzhen")))
    ['hong kong', 'shenzhen']
    """
    names, begin, most = _places()
    if names.isdisjoint(words) and begin.isdisjoint(words):
        return NONE
    found: list[str] = []
    at = 0
    while at < len(words):
        longest = most if words[at] in begin else 1
        for length in range(min(longest, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            if name in names:
                found.append(name)
                at += length - 1
                break
        at += 1
    return frozenset(found)
